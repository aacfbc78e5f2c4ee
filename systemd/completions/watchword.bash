# bash completion for watchword(1)

_watchword() {
    local commands='run check-config init try demo status feeds subscriptions query articles alerts deliveries inspect
        version help'
    local -A actions=(
        [feeds]='list show add remove check import export'
        [subscriptions]='list show add remove pause resume test'
        [query]='check test run'
        [articles]='list show diff search'
        [alerts]='list show resend'
        [deliveries]='list retry'
        [inspect]='feed article'
        [help]=$commands
    )
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} word words=() skip=
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $skip ]]; then
            skip=
        elif [[ $word == --config ]]; then
            skip=1
        elif [[ $word != -* ]]; then
            words+=("$word")
        fi
    done

    case $previous in
        --config | --queries | --articles | import)
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            compopt -o filenames
            return
            ;;
    esac
    local choices='--help --json --config'
    if [[ $current == -* ]]; then
        case ${words[*]} in
            'query test') choices+=' --since' ;;
            'query run') choices+=' --queries --articles --hits --threads' ;;
            'articles diff'*) choices+=' --html' ;;
            'inspect feed'*) choices+=' --url --content-type --batch' ;;
            'inspect article'*) choices+=' --url --batch --explain' ;;
        esac
    elif ((${#words[@]} == 0)); then
        choices=$commands
    elif ((${#words[@]} == 1)); then
        choices=${actions[${words[0]}]-}
    elif [[ ${words[0]} == inspect ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        compopt -o filenames
        return
    else
        choices=
    fi
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current")
}

complete -F _watchword watchword
