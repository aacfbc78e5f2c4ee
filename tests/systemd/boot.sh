#!/usr/bin/env bash
# Boots a real systemd in a container and holds the service of the Debian package to what a model unit does: start,
# confinement, journal, full disk, reload, watchdog, kill -9, stop, socket activation, secrets. Root; needs
# systemd-nspawn, mmdebstrap, a Debian mirror and systemd-boot/sdcheck.py of $WATCHWORD_SHARED.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
source tests/systemd/box.sh

# The package as it is, but with the configuration of this check and not enabled, so that the harness starts it.
dpkg-deb -R "$deb" "$work/package"
rm "$work"/package/DEBIAN/{postinst,prerm,postrm}
cat >"$work/package/etc/watchword/watchword.toml" <<'TOML'
[fetch]
allow_networks = ["127.0.0.0/8"]

[smtp]
username = "watchword"
password_file = "smtp"

[[feed]]
url = "http://127.0.0.1:8080/feed.xml"
backlog = "all"

[[receiver]]
name = "desk"
email = ["desk@example.org"]

[[subscription]]
name = "bridges"
query = "bridge"
receivers = ["desk"]
TOML
secret="hunter2-$RANDOM$RANDOM"
echo "$secret" >"$work/package/etc/watchword/credentials/smtp"
chmod 600 "$work/package/etc/watchword/credentials/smtp"
dpkg-deb -b "$work/package" "$work/watchword.deb" >/dev/null || exit 1

# A press of one article, in the same box.
cat >"$work/feed.xml" <<'XML'
<rss version="2.0"><channel><title>Bridge news</title><link>http://127.0.0.1:8080/</link>
<item><title>The bridge is open</title><link>http://127.0.0.1:8080/open.html</link><guid>1</guid>
<description>The bridge over the river has been open to carts since Monday.</description></item></channel></rss>
XML
cat >"$work/press.service" <<'UNIT'
[Service]
ExecStart=/usr/bin/python3 -m http.server --bind 127.0.0.1 --directory /srv/press 8080
UNIT

sdcheck check "${box_tree[@]}" \
    --deb "$work/watchword.deb" --unit watchword.service --socket watchword.socket --probe 'watchword status' \
    --file "$work/press.service:/etc/systemd/system/press.service:644" --file "$work/feed.xml:/srv/press/feed.xml:644" \
    --dropin 'WatchdogSec=4s\nTimeoutAbortSec=3s\n[Unit]\nWants=press.service\nAfter=press.service' \
    --threshold 1.2 --fields WATCHWORD_EVENT,WATCHWORD_FEED --secret "$secret" --enospc 24M --kills 10 \
    --edit 'printf "\n[[feed]]\nurl = \"http://127.0.0.1:8080/other.xml\"\n" >>/etc/watchword/watchword.toml' \
    --expect '2 feeds' --break-config 'echo "[[[" >/etc/watchword/watchword.toml'
