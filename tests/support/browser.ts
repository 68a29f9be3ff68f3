// The browser: Debian's Chromium, kept from asking anything of the network by itself.

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env.LIBERO_CHROMIUM ?? '/usr/bin/chromium',
    args: quiet,
  },
};

export const desktop = { viewport: { width: 1440, height: 900 } };
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

// Before sign-in the page follows the browser's language.
export const persian = { locale: 'fa-IR', timezoneId: 'Asia/Tehran' };
export const english = { locale: 'en-US', timezoneId: 'Asia/Tehran' };
