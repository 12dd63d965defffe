/** The built elements, as the deployment has put them beside the function that serves them. */

export interface ElementFiles {
  /** @param name `elements`, or of a part. Rejects if it is not there, which is a fault of the build. */
  read(name: string): Promise<string>;
}
