/** What an AWS stand-in is: the front finds a call's action and authorises it, the stand-in answers it. */

/** One call to an AWS service, its caller already authenticated and authorised. */
export interface AwsCall {
  /** Service prefix as in IAM actions, e.g. `sns`. */
  readonly service: string;
  /** Action as in IAM, e.g. `Publish`. */
  readonly action: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** With the query string. */
  readonly path: string;
  readonly method: string;
  /** Logical id of the calling function. */
  readonly functionName: string;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** What DynamoDB charges for the call: read units for a read, write units for a write. */
  readonly capacityUnits?: number;
}

export interface StandIn {
  /** The calls that it answers, as IAM names the actions; the front refuses any other. */
  readonly actions: readonly string[];
  /** Throws an `AwsError` for what the service itself would refuse. */
  handle(call: AwsCall): Promise<AwsAnswer>;
}

/** An error as the service names it; the front renders it in the service's own protocol. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}
