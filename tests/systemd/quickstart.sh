#!/usr/bin/env bash
# Does what the README says from an installed package to a sample alert, with the README's own configuration and
# commands, on a booted system. Root; needs what boot.sh needs, and sinks/sinks.py for the mail to arrive at.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
source tests/systemd/box.sh

configuration=$(sed -n '/^ *```toml/,/^ *```$/{/```/d;s/^   //;p}' README.md)
mapfile -t commands < <(sed -n '/^ *```sh/,/^ *```$/s/^ *sudo //p' README.md | grep -v '^apt ')
[[ $configuration && ${#commands[@]} -ge 3 ]] || exit 1

arguments=()
do_in_box() { arguments+=(--cmd "$1"); }
do_in_box 'systemctl is-active watchword.service'
do_in_box 'systemd-run --quiet python3 /opt/sinks.py smtp --listen 127.0.0.1:25 --record /run/mail.jsonl --ready-file /run/mail-ready'
do_in_box 'timeout 240 sh -c "until test -e /run/mail-ready; do sleep 0.2; done"'
do_in_box "echo $(base64 -w 0 <<<"$configuration") | base64 -d >/etc/watchword/watchword.toml"
for command in "${commands[@]}"; do do_in_box "$command"; done
do_in_box 'timeout 240 sh -c "until grep -q desk@example.org /run/mail.jsonl; do sleep 0.2; done"'
do_in_box 'watchword status'

sdcheck shell "${box_tree[@]}" --deb "$deb" --file "$shared/sinks/sinks.py:/opt/sinks.py:644" "${arguments[@]}" |
    tee "$work/said"
passed=$(grep -c '\[rc 0\]$' "$work/said")
failed=$((${#arguments[@]} / 2 - passed))
counts
