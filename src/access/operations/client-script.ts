import { isIPv6 } from 'node:net';
import { requestChecks } from '../shared/canary';
import { CanaryCheck } from '../shared/canary-check';

export interface ClientScriptOptions {
  readonly portal: boolean;
  readonly addressRanges: readonly string[];
}

/**
 * A POSIX shell script with the checks of the canary, for machines of users. It needs curl, which Linux, macOS, and Git for Windows
 * have. The API and the hosts of Studio are its arguments, because their names are only known once they are deployed.
 */
export function clientScript({ portal, addressRanges }: ClientScriptOptions): string {
  const requests = requestChecks({ apiUrl: '$api', portal }).map(
    ({ check, method, url, status, contentType, body, withToken }) =>
      `${withToken ? '[ -z "${TOKEN-}" ] || ' : ''}request ${check} ${method} "${url}" ${status} ${contentType} '${body}'${withToken ? ' "$TOKEN"' : ''}`,
  );
  const patterns = addressRanges.flatMap(hexPrefixes).map((prefix) => `${prefix}*`);
  return `${HEAD}
expected() {
  case $(hex "$1") in
    ${patterns.join(' | ')}) ;;
    *) return 1 ;;
  esac
}
${FUNCTIONS}
for host in "$(host_of "$api")" "$@"; do
  connect "$host"
done
${requests.join('\n')}

exit "$failed"
`;
}

const HEAD = `#!/bin/sh
# Checks the path from this machine to Studio: names, certificates, and the API. These are the checks of the canary in the VPC.
# It needs curl, and openssl to show when certificates expire. Written by cdk-secure-sagemaker.
#
#   sh check-studio-access.sh API_URL [STUDIO_HOST...]
#
# API_URL      the URL of the API, without a slash at the end
# STUDIO_HOST  the host of a Studio domain, such as d-a1b2c3d4e5f6.studio.eu-central-1.sagemaker.aws
# TOKEN        if this variable is set, the script also requests a presigned URL with this token, and discards it
set -u

api=\${1:?API_URL is missing}
shift
failed=0

report() {
  [ "$2" = passed ] || failed=1
  printf '%s: %s %s\\n' "$1" "$2" "\${3-}"
}

# The host of a URL, with its port.
host_of() {
  rest=\${1#https://}
  printf '%s' "\${rest%%/*}"
}

# An address as its version and hexadecimal digits.
hex() {
  printf '%s\\n' "$1" | awk '
    function pad(part) { return substr("0000" part, length(part) + 1) }
    /:/ {
      halves = split($0, half, "::")
      left = split(half[1], a, ":")
      right = halves > 1 ? split(half[2], b, ":") : 0
      for (i = 1; i <= left; i++) digits = digits pad(a[i])
      for (i = left + right; i < 8; i++) digits = digits "0000"
      for (i = 1; i <= right; i++) digits = digits pad(b[i])
      print "6-" tolower(digits)
      next
    }
    { split($0, byte, "."); printf "4-%02x%02x%02x%02x\\n", byte[1], byte[2], byte[3], byte[4] }'
}
`;

const FUNCTIONS = `
# Why curl failed, by its exit status.
reason_of() {
  case $1 in
    5 | 6) printf 'name-not-found' ;;
    7) printf 'not-connected' ;;
    28) printf 'timeout' ;;
    35 | 51 | 53 | 54 | 58 | 59 | 60 | 66 | 77 | 80 | 82 | 83) printf 'certificate' ;;
    *) printf 'curl-%s' "$1" ;;
  esac
}

# Connections do not go through a proxy: it could reach Studio over the internet, where Studio refuses everybody.
run_curl() {
  curl --silent --verbose --noproxy '*' --connect-timeout 5 --max-time 20 "$@"
}

# Resolves the name of a host, and opens TLS as a browser does.
connect() {
  output=$(run_curl --output /dev/null "https://$1/" 2>&1)
  status=$?
  addresses=$(printf '%s\\n' "$output" | sed -n 's/^\\* *Trying \\[\\{0,1\\}\\([0-9a-fA-F.:]*[0-9a-fA-F]\\)\\]\\{0,1\\}:[0-9][0-9]*\\.\\.\\..*$/\\1/p')
  names=passed
  [ -n "$addresses" ] || names=$(reason_of "$status")
  for address in $addresses; do
    expected "$address" || names=unexpected-address
  done
  report ${CanaryCheck.NAMES} "$names" "$1 $(printf '%s' "$addresses" | tr '\\n' ' ')"
  if [ "$status" -eq 0 ]; then
    report ${CanaryCheck.CERTIFICATES} passed "$1 $(expiry "$1")"
  else
    report ${CanaryCheck.CERTIFICATES} "$(reason_of "$status")" "$1"
  fi
}

# When the certificate of a host expires.
expiry() {
  command -v openssl >/dev/null || return 0
  case $1 in
    *:*) server=$1 ;;
    *) server=$1:443 ;;
  esac
  openssl s_client -connect "$server" -servername "\${1%:*}" </dev/null 2>/dev/null | openssl x509 -noout -enddate 2>/dev/null
}

# The token is no argument of curl, which other users of the machine could see.
request() {
  config=''
  [ -z "\${7-}" ] || config="header = \\"Authorization: Bearer $7\\""
  response=$(printf '%s\\n' "$config" | run_curl --config - --request "$2" --write-out '\\n%{http_code} %{content_type}' "$3" 2>/dev/null)
  status=$?
  result=$(printf '%s\\n' "$response" | tail -n 1)
  if [ "$status" -ne 0 ]; then
    report "$1" "$(reason_of "$status")"
  elif [ "\${result%% *}" != "$4" ]; then
    report "$1" "status-\${result%% *}"
  else
    case $result in
      "$4 $5"*) content=$response ;;
      *) content='' ;;
    esac
    case $content in
      *"$6"*) report "$1" passed ;;
      *) report "$1" unexpected-content ;;
    esac
  fi
}
`;

/** The beginnings of the addresses in a range, in the form in which the script writes an address. */
function hexPrefixes(range: string): string[] {
  const [address, prefix] = range.split('/');
  const [version, digits] = isIPv6(address) ? [6, ipv6Digits(address)] : [4, ipv4Digits(address)];
  const whole = Math.floor(Number(prefix) / 4);
  const bits = Number(prefix) % 4;
  const start = `${version}-${digits.slice(0, whole)}`;
  if (bits === 0) {
    return [start];
  }
  const count = 2 ** (4 - bits);
  const first = Math.floor(Number.parseInt(digits[whole], 16) / count) * count;
  return Array.from({ length: count }, (_, index) => `${start}${(first + index).toString(16)}`);
}

function ipv4Digits(address: string): string {
  return address
    .split('.')
    .map((byte) => Number(byte).toString(16).padStart(2, '0'))
    .join('');
}

function ipv6Digits(address: string): string {
  const [left, right] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = right === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(zeros).fill('0'), ...(right ?? [])]
    .map((part) => part.toLowerCase().padStart(4, '0'))
    .join('');
}
