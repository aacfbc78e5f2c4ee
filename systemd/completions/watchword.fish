# fish completion for watchword(1)

set -l commands run check-config init try demo status feeds subscriptions query articles alerts deliveries inspect \
    version help

complete -c watchword -f
complete -c watchword -l config -rF -d 'the configuration'
complete -c watchword -l json -d 'JSON instead of text'
complete -c watchword -l help -d 'help'

function __watchword_commands
    printf '%s\t%s\n' \
        run 'the daemon, in the foreground' \
        check-config 'report every fault of the configuration' \
        init 'write a configuration to start from' \
        try 'what a query would find on a site' \
        demo 'what watchword does, offline' \
        status 'health of the running daemon' \
        feeds 'the feeds' \
        subscriptions 'the subscriptions' \
        query 'check, test or run a query' \
        articles 'the stored articles' \
        alerts 'the alerts' \
        deliveries 'what is on its way' \
        inspect 'what the parsers see' \
        version 'version and libraries' \
        help 'help on a command'
end
complete -c watchword -n "not __fish_seen_subcommand_from $commands" -a '(__watchword_commands)'

function __watchword_actions
    complete -c watchword -n "__fish_seen_subcommand_from $argv[1]; and not __fish_seen_subcommand_from $argv[2..]" \
        -a "$argv[2..]"
end
__watchword_actions feeds list show add remove check import export
__watchword_actions subscriptions list show add remove pause resume test
__watchword_actions query check test run
__watchword_actions articles list show diff search
__watchword_actions alerts list show resend
__watchword_actions deliveries list retry
__watchword_actions inspect feed article
__watchword_actions help $commands
functions -e __watchword_actions

complete -c watchword -n '__fish_seen_subcommand_from query; and __fish_seen_subcommand_from test' -l since -x -d 'how far back'
complete -c watchword -n '__fish_seen_subcommand_from query; and __fish_seen_subcommand_from run' -l queries -rF
complete -c watchword -n '__fish_seen_subcommand_from query; and __fish_seen_subcommand_from run' -l articles -rF
complete -c watchword -n '__fish_seen_subcommand_from query; and __fish_seen_subcommand_from run' -l hits
complete -c watchword -n '__fish_seen_subcommand_from query; and __fish_seen_subcommand_from run' -l threads -x
complete -c watchword -n '__fish_seen_subcommand_from diff' -l html -d 'a page'
complete -c watchword -n '__fish_seen_subcommand_from inspect' -F -l url -x -d 'where it came from'
complete -c watchword -n '__fish_seen_subcommand_from inspect' -F -l content-type -x -d 'as the server said'
complete -c watchword -n '__fish_seen_subcommand_from inspect' -l batch -d 'JSON lines from standard input'
complete -c watchword -n '__fish_seen_subcommand_from inspect; and __fish_seen_subcommand_from article' -l explain
complete -c watchword -n '__fish_seen_subcommand_from feeds; and __fish_seen_subcommand_from import' -F
