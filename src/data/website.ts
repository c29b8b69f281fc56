/** Bounds of websites and CORS. Source: Amazon S3 User Guide, "Configuring a webpage redirect" and "CORS configuration". */
export const MOST_ROUTING_RULES = 50
export const MOST_CORS_RULES = 100
