/** How tools reach the network. */
export type NetworkOptions = {
  /** Lets tools reach private, local and reserved addresses; every other rule stays. */
  allowPrivateNetwork?: boolean;
  /** All addresses of a host name; the system's resolver where missing. */
  resolveHost?: (hostname: string) => Promise<string[]>;
};
