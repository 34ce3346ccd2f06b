/** The first part of the GUID in `AWS::StackId`. */
export const STACK_GUID = {
  'Fn::Select': [0, { 'Fn::Split': ['-', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }] }],
};

/** Matches a name that this library makes: a literal part and one that another stack never has. */
export function uniqueNameLike(literal: RegExp): unknown {
  const beforeGuid = new RegExp(literal.source.replace(/\$$/, '-$'));
  return { 'Fn::Join': ['', [expect.stringMatching(beforeGuid), STACK_GUID]] };
}
