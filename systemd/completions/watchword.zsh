#compdef watchword
# zsh completion for watchword(1)

local -a commands
commands=(
    'run:the daemon, in the foreground'
    'check-config:report every fault of the configuration'
    'init:write a configuration to start from'
    'try:what a query would find on a site'
    'demo:what watchword does, offline'
    'status:health of the running daemon'
    'feeds:the feeds'
    'subscriptions:the subscriptions'
    'query:check, test or run a query'
    'articles:the stored articles'
    'alerts:the alerts'
    'deliveries:what is on its way'
    'inspect:what the parsers see'
    'version:version and libraries'
    'help:help on a command'
)

_watchword_action() {
    local -a actions
    case $words[1] in
        feeds) actions=(list show add remove check import export) ;;
        subscriptions) actions=(list show add remove pause resume test) ;;
        query) actions=(check test run) ;;
        articles) actions=(list show diff search) ;;
        alerts) actions=(list show resend) ;;
        deliveries) actions=(list retry) ;;
        inspect) actions=(feed article) ;;
        help) actions=(${commands%%:*}) ;;
    esac
    if (( CURRENT == 2 && $#actions )); then
        compadd -a actions
        return
    fi
    case "$words[1] $words[2]" in
        'query test') _arguments '--since[how far back]:duration' '--json' '*:query' ;;
        'query run')
            _arguments '--queries[queries, JSON lines]:file:_files' '--articles[articles, JSON lines]:file:_files' \
                '--hits[where they match]' '--threads[how many]:number'
            ;;
        'articles diff') _arguments '--html[a page]' '--json' '*:article or revision' ;;
        'inspect feed')
            _arguments '--url[where it came from]:url' '--content-type[as the server said]:type' '--batch' '*:file:_files'
            ;;
        'inspect article')
            _arguments '--url[where it came from]:url' '--explain[candidates and cuts]' '--batch' '*:file:_files'
            ;;
        'feeds import') _files ;;
        *) _arguments '--json[JSON instead of text]' '--help[help]' ;;
    esac
}

_arguments -C \
    '--config[the configuration]:file:_files' \
    '--help[help]' \
    '--json[JSON instead of text]' \
    '1: :{_describe command commands}' \
    '*:: :_watchword_action'
