# shellcheck shell=bash
# For scripts that boot the package in a container with systemd-boot/sdcheck.py of $WATCHWORD_SHARED, from the top of
# the tree. Sets:
#   deb       the package, freshly built
#   work      a directory that goes away at the end
#   shared    where the harnesses are
#   box_tree  arguments for sdcheck.py: a tree of this distribution with what the package depends on, kept between runs

shared=$(realpath "${WATCHWORD_SHARED:-../shared}")
if [[ ! -e $shared/systemd-boot/sdcheck.py ]]; then
    echo "there is no systemd-boot/sdcheck.py in $shared" >&2
    exit 1
fi
./.setup package || exit 1
deb=$(echo "$PWD"/build/release/watchword_*.deb)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

box_tree=(
    --cache "${XDG_CACHE_HOME:-$HOME/.cache}/watchword-boot"
    # shellcheck disable=SC1091
    --suite "$(. /etc/os-release && echo "$VERSION_CODENAME")"
    --include "$(dpkg-deb -f "$deb" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/ //g')"
)
sdcheck() { python3 "$shared/systemd-boot/sdcheck.py" "$@"; }
