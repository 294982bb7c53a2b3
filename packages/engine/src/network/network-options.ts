import { isPublicAddress } from './is-public-address.ts';

/** How tools reach the network. */
export type NetworkOptions = {
  /** Lets tools reach private, local and reserved addresses; every other rule stays. */
  allowPrivateNetwork?: boolean;
  /** Which addresses may be reached, in the place of `isPublicAddress`. */
  isAllowedAddress?: (address: string) => boolean;
  /** All addresses of a host name; the system's resolver where missing. */
  resolveHost?: (hostname: string) => Promise<string[]>;
};

export function mayReach(address: string, options: NetworkOptions): boolean {
  if (options.allowPrivateNetwork) return true;
  return (options.isAllowedAddress ?? isPublicAddress)(address);
}
