/** The network that stands for the corporate one. Put your own range here. */
export const REHEARSAL = {
  /** Part of the ranges of browsers that `../private-studio/corporate-network.ts` has, and apart from its VPC. */
  vpc: '10.64.0.0/22',
} as const;
