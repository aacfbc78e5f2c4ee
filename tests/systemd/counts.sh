# shellcheck shell=bash
# For scripts whose checks are commands: `check "a sentence" COMMAND...`, and `counts` at the end.

passed=0 failed=0

check() {
    local sentence=$1 output
    shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
        printf 'PASS  %s\n' "$sentence"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s\n%s\n' "$sentence" "$output"
    fi
}

# The commands the other way round: passes when COMMAND fails.
refuse() {
    local sentence=$1
    shift
    check "$sentence" not "$@"
}
not() { ! "$@"; }

counts() {
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [[ $failed == 0 ]]
}

# Ends the script: what it needs is not to be had here.
skip() {
    printf 'SKIP  %s\n' "$1"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
}

# Trees of the distribution can be made here: root, mounts, and a mirror from which missing PACKAGEs are installed.
need_trees() {
    [[ $(id -u) == 0 ]] || skip "only root can make a tree of the distribution"
    unshare --mount mount -t tmpfs none /mnt 2>/dev/null || skip "this container may not mount"
    apt-get update -qq -o APT::Update::Error-Mode=any || skip "no mirror of the distribution can be reached"
    dpkg-query -W "$@" >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        skip "cannot install $*"
}
