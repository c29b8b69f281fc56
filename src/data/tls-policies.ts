/**
 * Security policies of CloudFront that let viewers speak TLS below 1.2, with the oldest version that each takes.
 * Source: "Supported protocols and ciphers between viewers and CloudFront" in the Amazon CloudFront Developer Guide
 * (secure-connections-supported-viewer-protocols-ciphers.html), as of 2026-04-10. A policy that is not listed is newer.
 */
export const oldTlsPolicies: ReadonlyMap<string, string> = new Map([
  ['SSLv3', 'SSL 3.0'],
  ['TLSv1', 'TLS 1.0'],
  ['TLSv1_2016', 'TLS 1.0'],
  ['TLSv1.1_2016', 'TLS 1.1'],
])
