import { metadataCallsWithoutToken, tooLongTokenLifetimes } from '../../src/private/shared/metadata-calls';

const HOST = 'http://169.254.169.254';
const ASK_TOKEN = `TOKEN=$(curl -sX PUT "${HOST}/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 21600")`;
const CURL_V2 = `curl -s -H "X-aws-ec2-metadata-token: $TOKEN" ${HOST}/latest/meta-data/instance-id`;
const CURL_V1 = `curl -s ${HOST}/latest/meta-data/instance-id`;

const lines = (...text: string[]) => text.join('\n');

/** Each script with the command that is found in it. */
const VERSION_1: Record<string, [script: string, found: string]> = {
  curl: [lines('#!/bin/bash', CURL_V1), CURL_V1],
  'curl with an indent': [lines('if true', 'then', `    ${CURL_V1}`, 'fi'), CURL_V1],
  'curl in a substitution': [`ID=$(${CURL_V1})`, `ID=$(${CURL_V1})`],
  'curl in backticks': [`ID=\`${CURL_V1}\``, `ID=\`${CURL_V1}\``],
  'curl without scheme': ['curl 169.254.169.254/latest/user-data', 'curl 169.254.169.254/latest/user-data'],
  'curl by host name': [
    'curl http://instance-data.ec2.internal/latest/',
    'curl http://instance-data.ec2.internal/latest/',
  ],
  'curl by IPv6': [
    "curl -g 'http://[fd00:ec2::254]/latest/meta-data/'",
    "curl -g 'http://[fd00:ec2::254]/latest/meta-data/'",
  ],
  'curl by IPv6 in capitals': ["curl -g 'http://[FD00:EC2::254]/latest/'", "curl -g 'http://[FD00:EC2::254]/latest/'"],
  'curl of the credentials': [
    `/usr/bin/curl ${HOST}/latest/meta-data/iam/security-credentials/`,
    `/usr/bin/curl ${HOST}/latest/meta-data/iam/security-credentials/`,
  ],
  wget: [`wget -qO- ${HOST}/latest/meta-data/`, `wget -qO- ${HOST}/latest/meta-data/`],
  httpie: [`http GET ${HOST}/latest/meta-data/`, `http GET ${HOST}/latest/meta-data/`],
  aria2c: [`aria2c ${HOST}/latest/meta-data/`, `aria2c ${HOST}/latest/meta-data/`],
  'a continued line': [lines('curl -s \\', `  ${HOST}/latest/meta-data/`), `curl -s    ${HOST}/latest/meta-data/`],
  'a continued line that ends as in Windows': [
    `curl -s \\\r\n  ${HOST}/latest/meta-data/\r\n`,
    `curl -s    ${HOST}/latest/meta-data/`,
  ],
  'a call behind a token request in the same line': [`${ASK_TOKEN} && ${CURL_V1}`, CURL_V1],
  'a call before a call with token in the same line': [`${CURL_V1}; ${CURL_V2}`, CURL_V1],
  'a call behind a semicolon': [`cd /tmp; ${CURL_V1}`, CURL_V1],
  'a call behind an alternative': [`${CURL_V2} || ${CURL_V1}`, CURL_V1],
  'a call into a pipe': [`${CURL_V1} | jq .`, CURL_V1],
  'a call before a comment with a header': [`${CURL_V1} # -H "X-aws-ec2-metadata-token: $TOKEN"`, CURL_V1],
  'a call behind a number sign between quotes': [`echo "see #5"; ${CURL_V1}`, CURL_V1],
  'a variable with the host': [
    lines('H=169.254.169.254', 'curl "http://$H/latest/meta-data/"'),
    'curl "http://$H/latest/meta-data/"',
  ],
  'a variable in braces': [lines(`export URL="${HOST}"`, `curl "\${URL}/latest/"`), `curl "\${URL}/latest/"`],
  'variables of variables': [
    lines('H=169.254.169.254', 'U="http://$H"', 'P="$U/latest"', 'wget "$P/meta-data"'),
    'wget "$P/meta-data"',
  ],
  'a variable of a function that is assigned further down': [
    lines('f() {', '  curl "http://$H/x"', '}', 'H=169.254.169.254'),
    'curl "http://$H/x"',
  ],
  'a variable that is assigned again': [lines(`U=${HOST}/x`, 'curl "$U"', 'U=https://example.com'), 'curl "$U"'],
  'a header for something else': [
    `curl -H "X-aws-ec2-metadata-token-ttl-seconds: 60" ${HOST}/latest/`,
    `curl -H "X-aws-ec2-metadata-token-ttl-seconds: 60" ${HOST}/latest/`,
  ],
  'requests in one line': [
    `print(requests.get("${HOST}/latest/meta-data/").text)`,
    `print(requests.get("${HOST}/latest/meta-data/").text)`,
  ],
  'requests over several lines': [
    lines('requests.get(', `    "${HOST}/latest/",`, '    timeout=2,', ')'),
    `requests.get( "${HOST}/latest/", timeout=2, )`,
  ],
  'requests with an address in a variable': [
    lines(`URL = "${HOST}/latest/"`, 'requests.get(URL, timeout=2)'),
    'requests.get(URL, timeout=2)',
  ],
  'requests with a formatted text': [
    lines("host = '169.254.169.254'", "requests.get(f'http://{host}/latest/')"),
    "requests.get(f'http://{host}/latest/')",
  ],
  'requests with other headers': [
    lines('headers = {"Accept": "text/plain"}', `requests.get("${HOST}/", headers=headers)`),
    `requests.get("${HOST}/", headers=headers)`,
  ],
  'requests in a shell line': [
    `python3 -c "import requests; print(requests.get('${HOST}/').text)"`,
    `print(requests.get('${HOST}/').text)"`,
  ],
  'requests with a token that is no header': [
    lines(`token = requests.put("${HOST}/latest/api/token").text`, `requests.get("${HOST}/latest/", params=token)`),
    `requests.get("${HOST}/latest/", params=token)`,
  ],
  urlopen: [`urllib.request.urlopen('${HOST}/latest/').read()`, `urllib.request.urlopen('${HOST}/latest/').read()`],
  urlretrieve: [`urlretrieve("${HOST}/latest/", "out")`, `urlretrieve("${HOST}/latest/", "out")`],
  'a Request without header': [
    `req = urllib.request.Request("${HOST}/latest/")`,
    `req = urllib.request.Request("${HOST}/latest/")`,
  ],
};

/** Other forms of the address, which `curl` and C libraries read as the same. */
const ADDRESS_FORMS = [
  '2852039166',
  '0xa9fea9fe',
  '0xA9FEA9FE',
  '025177524776',
  '0251.0376.0251.0376',
  '0xa9.0xfe.0xa9.0xfe',
  '169.254.43518',
  '169.0xfea9fe',
  '[::ffff:169.254.169.254]',
  '[fd00:0ec2:0:0:0:0:0:254]',
  '[fd00:ec2:0000:0000:0000:0000:0000:0254]',
  'instance-data',
];

const OTHER_ADDRESSES = ['2852039165', '169.254.170.2', '1.169.254.169.254', '169.254.169.254.nip.io', '28520391660'];

const VERSION_2: Record<string, string> = {
  'token and call': lines(ASK_TOKEN, CURL_V2),
  'token and call in one line': `${ASK_TOKEN} && ${CURL_V2}`,
  'token request in backticks': lines(
    `TOKEN=\`curl -X PUT "${HOST}/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 60"\``,
    CURL_V2,
  ),
  'token request in quotes': lines(
    `TOKEN="$(curl -X PUT ${HOST}/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')"`,
    CURL_V2,
  ),
  'header behind the address': `curl ${HOST}/latest/meta-data/ -H "X-aws-ec2-metadata-token: $TOKEN"`,
  'header in lower case without blank': `curl --header x-aws-ec2-metadata-token:$TOKEN ${HOST}/latest/`,
  'header on a continued line': lines(
    `curl ${HOST}/latest/ \\`,
    '  -H "X-aws-ec2-metadata-token: $TOKEN" \\',
    '  --silent',
  ),
  'header in a variable': lines('HEADER="X-aws-ec2-metadata-token: $TOKEN"', `curl -H "$HEADER" ${HOST}/latest/`),
  'header in an array': lines('HEADER=(-H "X-aws-ec2-metadata-token: $TOKEN")', `curl "\${HEADER[@]}" ${HOST}/latest/`),
  'address without path in a variable': lines(
    `BASE="${HOST}/latest"`,
    'TOKEN=$(curl -X PUT "$BASE/api/token")',
    'curl -H "X-aws-ec2-metadata-token: $TOKEN" "$BASE/x"',
  ),
  'function with header': lines(
    'imds() {',
    `  curl -s -H "X-aws-ec2-metadata-token: $TOKEN" "${HOST}/latest/meta-data/$1"`,
    '}',
  ),
  wget: `wget -qO- --header="X-aws-ec2-metadata-token: $TOKEN" ${HOST}/latest/`,
  'wget of the token': `TOKEN=$(wget -qO- --method=PUT --header="X-aws-ec2-metadata-token-ttl-seconds: 60" ${HOST}/latest/api/token)`,
  'IPv6 with header': 'curl -g -H "X-aws-ec2-metadata-token: $TOKEN" \'http://[fd00:ec2::254]/latest/\'',
  requests: lines(
    `token = requests.put("${HOST}/latest/api/token", headers={"X-aws-ec2-metadata-token-ttl-seconds": "60"}).text`,
    `requests.get("${HOST}/latest/", headers={"X-aws-ec2-metadata-token": token})`,
  ),
  'requests over several lines': lines(
    'requests.get(',
    `  "${HOST}/latest/",`,
    '  headers={"X-aws-ec2-metadata-token": token},',
    ')',
  ),
  'requests with headers in a variable': lines(
    'headers = {"X-aws-ec2-metadata-token": token}',
    `requests.get("${HOST}/", headers=headers)`,
  ),
  'requests with headers over several lines': lines(
    'h = {',
    '  "X-aws-ec2-metadata-token": token,',
    '}',
    `requests.get("${HOST}/", headers=h)`,
  ),
  'requests with an address in a variable': lines(
    `BASE = "${HOST}/latest"`,
    'token = requests.put(BASE + "/api/token", headers=ttl).text',
    'requests.get(f"{BASE}/meta-data/", headers={"X-aws-ec2-metadata-token": token})',
  ),
  'Request with header': lines(
    `req = urllib.request.Request("${HOST}/", headers={"X-aws-ec2-metadata-token": token})`,
    'urllib.request.urlopen(req)',
  ),
};

const NO_CALL: Record<string, string> = {
  'an empty script': '',
  'a comment': lines(`# ${CURL_V1}`, `  # ${CURL_V1}`),
  'a comment behind a command': `cd /tmp # not by ${CURL_V1}`,
  'a comment behind an apostrophe between quotes': `echo "don't" # ${CURL_V1}`,
  'a comment of Python': `x = 1  # requests.get("${HOST}/")`,
  'a proxy exception': 'export no_proxy=169.254.169.254,localhost',
  'a firewall rule': 'iptables -A OUTPUT -d 169.254.169.254 -m owner ! --uid-owner root -j DROP',
  'a message': 'echo "169.254.169.254 answers to version 2 only"',
  'another host': 'curl https://example.com/latest/meta-data/',
  'an unused variable': lines(`URL=${HOST}/latest/`, 'curl https://example.com/'),
  'the tool that asks for tokens itself': 'ec2-metadata --instance-id',
};

describe('metadataCallsWithoutToken', () => {
  test.each(Object.keys(VERSION_1))('finds %s', (name) => {
    const [script, found] = VERSION_1[name];
    expect(metadataCallsWithoutToken(script)).toEqual([found]);
  });

  test.each(ADDRESS_FORMS)('finds the metadata service by %s', (address) => {
    const call = `curl -g http://${address}/latest/meta-data/`;
    expect(metadataCallsWithoutToken(call)).toEqual([call]);
    expect(metadataCallsWithoutToken(`curl -H "X-aws-ec2-metadata-token: $T" http://${address}/latest/`)).toEqual([]);
  });

  test.each(OTHER_ADDRESSES)('does not take %s for the metadata service', (address) => {
    expect(metadataCallsWithoutToken(`curl http://${address}/latest/meta-data/`)).toEqual([]);
  });

  test('passes commands of which parts are not known', () => {
    expect(metadataCallsWithoutToken(`${CURL_V1} ?`, (command) => command.includes('?'))).toEqual([]);
  });

  test.each(Object.keys(VERSION_2))('passes a session token by %s', (name) => {
    expect(metadataCallsWithoutToken(VERSION_2[name])).toEqual([]);
  });

  test.each(Object.keys(NO_CALL))('passes %s', (name) => {
    expect(metadataCallsWithoutToken(NO_CALL[name])).toEqual([]);
  });

  test('finds every call of a script, in its order', () => {
    const wget = `wget ${HOST}/latest/`;
    expect(metadataCallsWithoutToken(lines(wget, ASK_TOKEN, CURL_V2, CURL_V1))).toEqual([wget, CURL_V1]);
  });

  test('reads a long script in no time', () => {
    const script = lines(...Array.from({ length: 400 }, (_, i) => `V${i}="$V${i + 1}" # (((((((((((( """"""`));
    expect(metadataCallsWithoutToken(script)).toEqual([]);
  });
});

describe('tooLongTokenLifetimes', () => {
  const request = (seconds: number | string) =>
    `curl -X PUT ${HOST}/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: ${seconds}"`;

  test('passes six hours', () => {
    expect(tooLongTokenLifetimes(request(21_600))).toEqual([]);
  });

  test.each([21_601, 86_400])('finds %d seconds', (seconds) => {
    expect(tooLongTokenLifetimes(request(seconds))).toEqual([request(seconds)]);
  });

  test('finds a lifetime in a variable', () => {
    expect(tooLongTokenLifetimes(lines('TTL=86400', request('$TTL')))).toEqual([request('$TTL')]);
  });

  test('finds the header of a request of Python', () => {
    const call = 'requests.put(url, headers={"X-aws-ec2-metadata-token-ttl-seconds": "86400"})';
    expect(tooLongTokenLifetimes(call)).toEqual([call]);
  });

  test('passes a comment, and a command of which parts are not known', () => {
    expect(tooLongTokenLifetimes(`# ${request(86_400)}`)).toEqual([]);
    expect(tooLongTokenLifetimes(request(86_400), () => true)).toEqual([]);
  });
});
