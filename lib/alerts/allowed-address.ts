import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The address is not one that a webhook may call. */
export class AddressRefused extends Error {}

/**
 * Whether a webhook may call this address: public unicast, or inside one of the networks that the operator named.
 * Everything else (loopback, private, link-local with the cloud's metadata, carrier-grade NAT, multicast, reserved, and
 * the IPv6 forms that carry an IPv4 address inside) is refused.
 */
export function isAllowedAddress(address: string, allowedNetworks: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  // ::ffff:10.0.0.1 is 10.0.0.1 to the system's own network code, so it is to us.
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'unicast') return true;
  return allowedNetworks.some((network) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/**
 * A look-up for one connection that refuses what a webhook may not call. It runs when the connection is made and its
 * answer is what is connected to: a name that resolves to one address for a check and to another for the call finds no
 * gap between the two.
 */
export function guardedLookup(allowedNetworks: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true })
      .then((found) => {
        const refused = found.find(({ address }) => !isAllowedAddress(address, allowedNetworks));
        if (refused || !found.length)
          throw new AddressRefused(
            `${hostname} leads to ${refused?.address ?? 'nowhere'}, which webhooks may not call.`,
          );
        if (options.all) callback(null, found);
        else callback(null, found[0]!.address, found[0]!.family);
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, '', 0));
  };
}

/**
 * Refuses an address by its text: another protocol, credentials inside, a literal address that may not be called
 * (a connection to one asks no look-up), and unencrypted calls to anywhere but the operator's own networks.
 */
export function checkedTarget(text: string, allowedNetworks: readonly string[]): URL {
  const url = URL.parse ? URL.parse(text) : URL.canParse(text) ? new URL(text) : null;
  if (!url) throw new AddressRefused('This is not an address.');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowedNetworks.length))
    throw new AddressRefused('The address must begin with https://.');
  if (url.username || url.password) throw new AddressRefused('The address must not carry a password.');
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && !isAllowedAddress(literal, allowedNetworks))
    throw new AddressRefused(`Webhooks may not call ${literal}: it is not a public address.`);
  return url;
}
