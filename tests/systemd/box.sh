# shellcheck shell=bash
# For scripts that boot the package in a container with systemd-boot/sdcheck.py of $WATCHWORD_SHARED, from the top of
# the tree; their first argument names a release, such as "trixie", other than this machine's own. Sets:
#   deb       the package, freshly built on that release
#   work      a directory that goes away at the end
#   shared    where the harnesses are
#   box_tree  arguments for sdcheck.py: a tree of the release with what the package depends on, kept between runs

source tests/systemd/counts.sh
shared=$(realpath "${WATCHWORD_SHARED:-../shared}")
[[ -e $shared/systemd-boot/sdcheck.py ]] || skip "there is no systemd-boot/sdcheck.py in $shared"
need_trees mmdebstrap systemd-container
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC1091
own_release=$(. /etc/os-release && echo "$VERSION_CODENAME")
release=${1:-$own_release}
kept=${XDG_CACHE_HOME:-$HOME/.cache}/watchword-boot/$release

# A tree with nothing but the release's smallest system in it: what .setup does there, it does for a new user.
package_in_tree() {
    local tree=$kept/build
    if [[ ! -d $tree ]]; then
        mkdir -p "$kept"
        mmdebstrap --quiet --variant=minbase --mode=root "$release" "$tree" || { rm -rf "$tree"; exit 1; }
    fi
    cp -L /etc/resolv.conf "$tree/etc/resolv.conf"
    mkdir -p "$tree/usr/src/watchword"
    git ls-files -z | tar -c --null -T - | tar -x -C "$tree/usr/src/watchword"
    unshare --mount --propagation private sh -c 'mount -t proc proc "$1/proc" && shift && exec chroot "$@"' - "$tree" "$tree" \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin sh -c 'cd /usr/src/watchword && ./.setup package' || exit 1
    deb=$(echo "$tree"/usr/src/watchword/build/release/watchword_*.deb)
}

if [[ $release == "$own_release" ]]; then
    ./.setup package || exit 1
    deb=$(echo "$PWD"/build/release/watchword_*.deb)
else
    package_in_tree
fi

box_tree=(
    --cache "$kept" --suite "$release"
    --include "$(dpkg-deb -f "$deb" Depends | sed 's/([^)]*)//g; s/|[^,]*//g; s/ //g')"
)
sdcheck() { python3 "$shared/systemd-boot/sdcheck.py" "$@"; }
