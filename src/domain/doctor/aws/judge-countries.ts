import type { CountryCode } from 'libphonenumber-js/max';
import { countryNameWithCode } from '../../phone/country-name.ts';
import type { Finding } from '../finding.ts';

const NORTH_AMERICA: CountryCode[] = ['US', 'CA', 'MX', 'PR', 'GB'];
const EUROPE: CountryCode[] = ['GB', 'IT', 'FR', 'IE', 'US'];

/**
 * Countries that a new instance calls before anything is asked of AWS. No API tells which an instance calls.
 * Source: Amazon Connect Administrator Guide, "Countries that call centers using Amazon Connect can call by default".
 */
const CALLED_BY_DEFAULT: Record<string, CountryCode[]> = {
  'us-east-1': NORTH_AMERICA,
  'us-west-2': NORTH_AMERICA,
  'ca-central-1': NORTH_AMERICA,
  'us-gov-west-1': NORTH_AMERICA,
  'eu-central-1': EUROPE,
  'eu-west-2': EUROPE,
  'af-south-1': ['ZA', 'GB', 'US'],
  'ap-northeast-1': ['JP', 'VN', 'US'],
  'ap-northeast-2': ['KR', 'GB', 'US'],
  'ap-southeast-1': ['SG', 'AU', 'HK', 'US', 'GB'],
  'ap-southeast-2': ['AU', 'NZ', 'US'],
};

/** Of these, AWS may call mobile numbers on request only. */
const MOBILE_ON_REQUEST: CountryCode[] = ['GB', 'JP'];

const REQUEST =
  'Ask AWS Support under "Connect (Number Management)", category "Country Allowlisting for Outbound Calls".';

/** Whether calls go where they may go by the app's own rules. `allowed`: nothing where every country is. */
export function judgeCountries(
  name: string,
  allowed: readonly CountryCode[] | undefined,
  region: string,
): Finding {
  const common = { area: 'Amazon Connect', check: `${name}-countries` } as const;
  const called = CALLED_BY_DEFAULT[region];
  if (!called)
    return {
      ...{
        ...common,
        verdict: 'warning',
        says: `It is not known which countries are called from ${region}.`,
      },
      cause: 'AWS documents no list for this region.',
      next: 'Look the countries up in the Amazon Connect Administrator Guide, "country-code-allow-list".',
    };
  if (!allowed?.length)
    return {
      ...{ ...common, verdict: 'ok' },
      says: `A new instance in ${region} calls ${listed(called)}, and others once AWS Support allows them.`,
    };
  const others = allowed.filter((country) => !called.includes(country));
  if (others.length > 0)
    return {
      ...{ ...common, verdict: 'warning' },
      says: `A new instance in ${region} does not call ${listed(others)} of REACH_OUT_ALLOWED_COUNTRIES.`,
      cause: 'Amazon Connect refuses calls there until AWS allows them; no API tells whether it has.',
      next: REQUEST,
    };
  const mobile = allowed.filter((country) => MOBILE_ON_REQUEST.includes(country));
  return {
    ...{ ...common, verdict: 'ok', says: `${region} calls every country of REACH_OUT_ALLOWED_COUNTRIES.` },
    ...(mobile.length > 0 && {
      cause: `Mobile numbers in ${listed(mobile)} may need a request to AWS Support.`,
    }),
  };
}

function listed(countries: readonly CountryCode[]): string {
  return new Intl.ListFormat('en-GB').format(countries.map(countryNameWithCode));
}
