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
