// What is every alert source made with? Its row of the installation file, and a clock.

export interface AlertSourceOptions {
  name?: string; // as dayshift.yaml calls it; default: the adapter's own
  secret?: string; // of its signature
  token?: string; // it must send this as bearer token, or as the password of basic authentication
  alwaysEnds?: boolean; // whether it tells the end of every alert; default: the adapter knows
  now?: () => Date;
}
