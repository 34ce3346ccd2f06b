/** Families of instance types of which the storage is on the host, encrypted by its hardware. SageMaker refuses a key for them. */
export const LOCAL_STORAGE_FAMILIES = [
  ...['c5d', 'c6gd', 'c6id', 'g4dn', 'g5', 'g6', 'g6e', 'gr6', 'i3en', 'i4i', 'm5d', 'm6gd', 'm6id'],
  ...['p4d', 'p4de', 'p5', 'p5e', 'p5en', 'r5d', 'r6gd', 'r6id', 'trn1', 'trn1n'],
];

/** Whether an instance type, such as `ml.p5.48xlarge`, is of such a family. */
export function hasLocalStorage(instanceType: string): boolean {
  const [, family] = instanceType.split('.');
  return LOCAL_STORAGE_FAMILIES.includes(family);
}
