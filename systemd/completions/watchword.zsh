#compdef watchword
# zsh completion for watchword(1). What there is to complete is asked of the program's own help.

local word skip help
local -a named commands options
for word in ${words[2,CURRENT-1]}; do
    if [[ -n $skip ]]; then
        skip=
    elif [[ $word == --config ]]; then
        skip=1
    elif [[ $word != -* ]]; then
        named+=($word)
    fi
done
[[ $named[1] != help ]] || shift named
help=$(${(Q)words[1]} $named[1,2] --help 2>/dev/null)

if [[ $help == *[[:space:]]${words[CURRENT-1]}' FILE'* ]]; then
    _files
    return
fi
commands=(${(f)"$(sed -n '/^Subcommands:/,$s/^  \([a-z][a-z-]*\)  *\(.*\)/\1:\2/p' <<<$help)"})
options=(${(uf)"$(sed -nE 's/^  (-h,)?(--[a-z-]+).*/\2/p' <<<$help; echo --config; echo --json)"})
if [[ $PREFIX == -* ]]; then
    compadd -a options
elif (( $#commands )); then
    _describe command commands
elif grep -q '^Usage:.*FILE' <<<$help; then
    _files
fi
