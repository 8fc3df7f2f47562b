// What may a browser do with an answer? Only what the dashboard needs: its own files, no inline script, no frame around it, no camera.
import type { RequestHandler } from 'express';

const POLICY = [
  'default-src \'self\'', 'base-uri \'none\'', 'form-action \'self\'', 'frame-ancestors \'none\'', 'object-src \'none\'', 'img-src \'self\' data:', 'connect-src \'self\'',
].join('; ');
/** The dashboard copies to the clipboard, keeps a wall awake and fills the screen; it asks for nothing else that a browser guards. */
const PERMISSIONS = [
  'accelerometer', 'autoplay', 'bluetooth', 'camera', 'display-capture', 'encrypted-media', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi',
  'payment', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking',
].map((name) => `${name}=()`).join(', ');
const YEAR_SECONDS = 31_536_000;

/** `publicUrl`: over https browsers are told to come by https only. */
export function securityHeaders({ publicUrl }: { publicUrl: string }): RequestHandler {
  const headers = {
    'Content-Security-Policy': POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': PERMISSIONS,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'X-Permitted-Cross-Domain-Policies': 'none',
    ...(publicUrl.startsWith('https:') ? { 'Strict-Transport-Security': `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
  };
  return (request, response, next) => {
    response.set(headers);
    // What one person may see must not lie in a cache that others share; an ETag still saves the way.
    if (request.path.startsWith('/api/')) response.set('Cache-Control', 'private, no-cache');
    next();
  };
}
