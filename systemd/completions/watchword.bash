# bash completion for watchword(1). What there is to complete is asked of the program's own help.

_watchword() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} word skip='' words=() help choices
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $skip ]]; then
            skip=
        elif [[ $word == --config ]]; then
            skip=1
        elif [[ $word != -* ]]; then
            words+=("$word")
        fi
    done
    [[ ${words[0]-} != help ]] || words=("${words[@]:1}")
    help=$("${COMP_WORDS[0]}" "${words[@]:0:2}" --help 2>/dev/null)

    if [[ $help =~ [[:space:]]$previous\ FILE ]]; then
        choices=
    elif [[ $current == -* ]]; then
        choices=$({ sed -nE 's/^  (-h,)?(--[a-z-]+).*/\2/p' <<<"$help"; echo --config; echo --json; } | sort -u)
    else
        choices=$(sed -n '/^Subcommands:/,$s/^  \([a-z][a-z-]*\) .*/\1/p' <<<"$help")
    fi
    if [[ $choices ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
    elif grep -q '^Usage:.*FILE' <<<"$help"; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        compopt -o filenames 2>/dev/null
    fi
}

complete -F _watchword watchword
