#!/bin/bash
# Stops the notebook instance after an hour without a running kernel or terminal.
set -euo pipefail

cat >/usr/local/bin/stop-when-idle <<'PYTHON'
#!/usr/bin/env python3
import datetime, json, ssl, subprocess, urllib.request

IDLE = datetime.timedelta(minutes=60)
METADATA = json.load(open('/opt/ml/metadata/resource-metadata.json'))
LOCAL = ssl._create_unverified_context()  # Jupyter answers on loopback with a certificate of its own


def jupyter(path):
    with urllib.request.urlopen('https://localhost:8443/api/' + path, context=LOCAL, timeout=10) as answer:
        return json.load(answer)


def last_activity(entry):
    return datetime.datetime.fromisoformat(entry['last_activity'].replace('Z', '+00:00'))


now = datetime.datetime.now(datetime.timezone.utc)
kernels, terminals = jupyter('kernels'), jupyter('terminals')
busy = any(kernel['execution_state'] == 'busy' for kernel in kernels)
latest = max([last_activity(entry) for entry in kernels + terminals] + [last_activity(jupyter('status'))])
if not busy and now - latest > IDLE:
    region = METADATA['ResourceArn'].split(':')[3]
    name = METADATA['ResourceName']
    subprocess.run(['aws', 'sagemaker', 'stop-notebook-instance', '--region', region, '--notebook-instance-name', name], check=True)
PYTHON
chmod 755 /usr/local/bin/stop-when-idle

cat >/etc/systemd/system/stop-when-idle.service <<'UNIT'
[Service]
Type=oneshot
ExecStart=/usr/local/bin/stop-when-idle
UNIT

cat >/etc/systemd/system/stop-when-idle.timer <<'UNIT'
[Timer]
OnBootSec=15min
OnUnitActiveSec=5min
UNIT

systemctl daemon-reload
systemctl start stop-when-idle.timer
