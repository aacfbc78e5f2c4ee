# fish completion for watchword(1). What there is to complete is asked of the program's own help.

function __watchword_help
    set -l words (commandline -xpc 2>/dev/null; or commandline -opc)
    set -l program $words[1]
    set -l commands
    set -l skip 0
    for word in $words[2..]
        if test $skip = 1
            set skip 0
        else if test "$word" = --config
            set skip 1
        else if not string match -q -- '-*' $word
            set -a commands $word
        end
    end
    if test "$commands[1]" = help
        set -e commands[1]
    end
    $program $commands[1..2] --help 2>/dev/null
end

function __watchword_commands
    __watchword_help | sed -n '/^Subcommands:/,$s/^  \([a-z][a-z-]*\)  *\(.*\)/\1\t\2/p'
end

function __watchword_options
    __watchword_help | sed -nE 's/^  (-h,)?(--[a-z-]+)( .*)?$/\2\t\3/p' | sed -E 's/\t +[A-Z:][^ ]*( REQUIRED| \.\.\.)*  +/\t/; s/\t +/\t/'
end

complete -c watchword -f
complete -c watchword -l config -rF -d 'The configuration file'
complete -c watchword -l json -d 'Print JSON'
complete -c watchword -n 'string match -q -- "-*" (commandline -ct)' -a '(__watchword_options)'
complete -c watchword -n 'not string match -q -- "-*" (commandline -ct)' -a '(__watchword_commands)'
complete -c watchword -n '__watchword_help | string match -rq "^Usage:.*FILE"' -F
