/**
 * What websites and CORS take.
 * Source: "(Optional) Configuring a webpage redirect" (how-to-page-redirect.html) and "Elements of a CORS configuration"
 * (ManageCorsUsing.html) in the Amazon S3 User Guide, as of 2026-04-09.
 */
export const MOST_ROUTING_RULES = 50
export const MOST_CORS_RULES = 100
export const corsMethods: readonly string[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']
/** Methods of HTTP that S3 is known not to take. */
export const refusedCorsMethods: readonly string[] = ['CONNECT', 'OPTIONS', 'PATCH', 'TRACE']
