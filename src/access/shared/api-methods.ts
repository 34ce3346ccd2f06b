/** What can be called, as method and path of the API. */
export const API_METHODS = {
  url: 'POST/presigned-url',
  redirect: 'GET/studio',
  preflight: 'OPTIONS/presigned-url',
} as const;
