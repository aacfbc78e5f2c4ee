#!/usr/bin/env bash
# Builds the Debian package and takes it through its life in a tree of its own: installed, changed by its
# administrator, upgraded, removed, installed again, purged. Root; needs mmdebstrap, lintian and a Debian mirror.
# How the service itself behaves is boot.sh's matter.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
source tests/systemd/counts.sh
need_trees lintian mmdebstrap

./.setup package || exit 1
deb=$(echo "$PWD"/build/release/watchword_*.deb)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
in_tree() { chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive "$@"; }

# The same package under the next version.
next_version() {
    dpkg-deb -R "$deb" "$work/next" &&
        sed -i -E 's/^Version: (.*)$/Version: \1+next/' "$work/next/DEBIAN/control" &&
        sed -i '1s/^/# What the next version says.\n/' "$work/next/etc/watchword/watchword.toml" &&
        (cd "$work/next" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | xargs -0 md5sum >DEBIAN/md5sums) &&
        dpkg-deb -b "$work/next" "$tree/tmp/next.deb" >/dev/null
}

installed() { [[ $(in_tree dpkg-query -W -f '${db:Status-Status}' watchword) == "$1" ]]; }
enabled() { in_tree systemctl is-enabled watchword.service watchword.socket; }
unit_is_clean() {
    local complaints
    complaints=$(in_tree systemd-analyze verify --man=no watchword.service watchword.socket 2>&1 | grep watchword)
    [[ -z $complaints ]] || { echo "$complaints"; return 1; }
}
exposed_little() { in_tree systemd-analyze security --offline=true --no-pager --threshold=12 watchword.service; }
examples_hold() {
    local units=$tree/etc/systemd/system examples=$tree/usr/share/doc/watchword/examples
    mkdir -p "$units/watchword.service.d" && cp "$examples/failure-mail@.service" "$units" &&
        cp "$examples/private-networks.conf" "$units/watchword.service.d" &&
        printf '[Unit]\nOnFailure=failure-mail@%%n.service\n' >"$units/watchword.service.d/failure.conf" &&
        in_tree systemd-analyze verify --man=no failure-mail@x.service && unit_is_clean && exposed_little &&
        rm -r "$units/watchword.service.d" "$units/failure-mail@.service"
}
nothing_left() {
    local left
    left=$(find "$tree"/{etc,usr,var/lib,run} -path "$tree/var/lib/dpkg" -prune -o -name '*watchword*' -print)
    [[ -z $left ]] || { echo "$left"; return 1; }
}

# `cmake --install` under a prefix of its own.
under_a_prefix() {
    local prefix=$work/prefix settings=$work/prefix/etc/watchword/watchword.toml
    cmake --install build/release --prefix "$prefix" && "$prefix/bin/watchword" --config "$settings" check-config &&
        grep -q "^ExecStart=$prefix/bin/watchword --config $settings run" "$prefix/lib/systemd/system/watchword.service" &&
        test -e "$prefix/share/man/man5/watchword.toml.5.gz" &&
        echo '# by the administrator' >>"$settings" && cmake --install build/release --prefix "$prefix" &&
        grep -q 'by the administrator' "$settings"
}

check "it installs under another prefix, and again over its configuration" under_a_prefix
check "lintian finds no error" lintian --fail-on error "$deb"

depends=$(dpkg-deb -f "$deb" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/ //g')
# shellcheck disable=SC1091
mmdebstrap --quiet --variant=minbase --mode=root --include="systemd,$depends" \
    "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$tree" || exit 1
mount -t proc proc "$tree/proc" && trap 'umount -l "$tree/proc"; rm -rf "$work"' EXIT
mkdir -p "$tree/build/release" && cp "$deb" "$tree/build/release"

check "it installs" in_tree sh -c 'apt install ./build/release/watchword_*.deb -y'
check "the program finds its libraries and says its version" in_tree watchword version
check "the shipped configuration has no fault" in_tree watchword check-config
check "service and socket are enabled" enabled
check "only root sees the credentials" test "$(stat -c %a:%u "$tree/etc/watchword/credentials")" = 700:0
check "systemd has nothing to say about the units" unit_is_clean
check "the service's exposure is 1.2 at most" exposed_little
check "the examples hold too" examples_hold

echo '# by the administrator' >>"$tree/etc/watchword/watchword.toml"
mkdir -p "$tree/var/lib/private/watchword" && touch "$tree/var/lib/private/watchword/articles"
echo hunter2 >"$tree/etc/watchword/credentials/smtp"
in_tree systemctl --quiet disable watchword.service

check "the next version can be made" next_version
check "it upgrades" in_tree dpkg -i --force-confdef --force-confold /tmp/next.deb
check "an upgrade keeps the administrator's configuration" grep -q 'by the admin' "$tree/etc/watchword/watchword.toml"
refuse "an upgrade keeps a disabled service disabled" enabled

check "it is removed" in_tree dpkg -r watchword
check "and its configuration remains" installed config-files
check "removal keeps articles and secrets" \
    test -e "$tree/var/lib/private/watchword/articles" -a -e "$tree/etc/watchword/credentials/smtp"
refuse "removal takes the program" test -e "$tree/usr/bin/watchword"
check "it installs again over what was kept" in_tree dpkg -i --force-confold "/build/release/${deb##*/}"
check "with the administrator's configuration" grep -q 'by the admin' "$tree/etc/watchword/watchword.toml"

check "it is purged" in_tree dpkg -P watchword
check "a purge leaves nothing" nothing_left

counts
