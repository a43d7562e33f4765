import type { ReactNode } from 'react';

/** Drawn by hand on a 20 × 20 grid in one weight; decorative, so the words beside them are what is read out. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="m5.500 5.500 9 9M14.500 5.500l-9 9" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="m6 8 4 4 4-4" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M12 5 7 10l5 5" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m4.500 10.500 3.500 3.500 7.500-8" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <path d="M10 4.500v.1M10 10v.1M10 15.500v.1" strokeWidth="2.600" />
  </Icon>
);
export const MenuIcon = () => (
  <Icon>
    <path d="M3.500 5.500h13M3.500 10h13M3.500 14.500h13" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M3.500 10 16.500 4l-4 12.500-3-5zM9.500 11.500l3.500-3.500" />
  </Icon>
);
export const BoltIcon = () => (
  <Icon>
    <path d="M11.500 2.500 4.500 11.500h5l-1 6 7-9h-5z" />
  </Icon>
);
export const HashIcon = () => (
  <Icon>
    <path d="M8 4 6.500 16M13.500 4 12 16M4.500 7.800h11.500M4 12.200h11.500" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <path d="M5 9h10v7.500H5zM7 9V6.500a3 3 0 0 1 6 0V9" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <path d="M10 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.500c0-2.800 2.700-4.500 6-4.500s6 1.700 6 4.500" />
  </Icon>
);
export const AppIcon = () => (
  <Icon>
    <path d="M4.500 14.500V8a3.500 3.500 0 0 1 3.500-3.500h8M12.500 1.500l3.500 3-3.500 3M4.500 18v-1" />
  </Icon>
);
export const ThreadIcon = () => (
  <Icon>
    <path d="M3.500 4.500h13v9H9l-3.500 3v-3h-2zM6.500 8h7M6.500 10.500h4.500" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M10 3.500 17 16H3zM10 8v3.800M10 13.700v.2" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <path d="M10 13.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM10 2v1.800M10 16.200V18M2 10h1.800M16.200 10H18M4.300 4.300l1.300 1.300M14.400 14.400l1.300 1.300M15.700 4.300l-1.300 1.300M5.600 14.400l-1.300 1.300" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M16 12.200A6.500 6.500 0 0 1 7.800 4a6.500 6.500 0 1 0 8.200 8.200z" />
  </Icon>
);
export const InspectIcon = () => (
  <Icon>
    <path d="M3.500 5h13M3.500 10h8M3.500 15h5M14 12.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM15.500 16l2 2" />
  </Icon>
);
export const PhoneIcon = () => (
  <Icon>
    <path d="M6.200 3.200 8.600 6 7.400 8c.9 1.900 2.600 3.600 4.600 4.600l2-1.200 2.800 2.400c-.5 1.700-1.700 2.900-3.300 2.900C8.300 16.700 3.300 11.700 3.300 6.500c0-1.600 1.200-2.800 2.900-3.300z" />
  </Icon>
);
export const MessageIcon = () => (
  <Icon>
    <path d="M3 4.500h14v9H9l-4 3v-3H3z" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 5.800V10l2.800 1.800" />
  </Icon>
);
export const CopyIcon = () => (
  <Icon>
    <path d="M7.500 7.500h9v9h-9zM12.500 7.500v-4h-9v9h4" />
  </Icon>
);
export const SmileIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M7.500 8v.1M12.500 8v.1M7 11.500c1.500 2.500 4.500 2.500 6 0" />
  </Icon>
);
