#compdef errkb
# SPDX-License-Identifier: MIT
# Completion of errkb for zsh.

@TABLE@
# Runs errkb with the indexes that the command line names.
_errkb_run() {
    local -a indexes
    local i
    for ((i = 2; i < $#words; i++)); do
        case $words[i] in
        --index) indexes+=(--index "${(Q)words[i+1]/#\~\//$HOME/}") ;;
        --index=*) indexes+=("${(Q)words[i]}") ;;
        esac
    done
    command errkb "$@" $indexes --color never --no-pager 2>/dev/null
}

_errkb_ids() {
    local -a ids titles
    local line
    for line in ${(f)"$(_errkb_run list --format text)"}; do
        ids+=("${line%% *}")
        titles+=("${line%% *} -- ${${line#* }## #}")
    done
    compadd "$@" -l -d titles -a ids
}

_errkb_products() {
    local -a products
    products=(${(f)"$(_errkb_run list --products --format json | grep -o '"product": *"[^"]*"' | cut -d'"' -f4)"})
    compadd "$@" -a products
}

_errkb_lang() {
    compset -P '*,'
    compadd "$@" -S '' -a _errkb_languages
}

_errkb_first() {
    _describe command _errkb_commands
}

# Position of the command's name in $words, as errkb finds it; 0 for none.
_errkb_find_command() {
    local i
    for ((i = 2; i < CURRENT; i++)); do
        if (( ${_errkb_valued[(Ie)$words[i]]} )); then
            ((i++))
        elif [[ $words[i] != -?* ]]; then
            (( ${_errkb_commands[(I)${(b)words[i]}:*]} )) && REPLY=$i
            return
        fi
    done
}

_errkb() {
    local REPLY=0 name=lookup
    local -a operands
    _errkb_find_command
    if ((REPLY)); then
        name=$words[REPLY]
        words[REPLY]=()
        ((CURRENT--))
    else
        operands=('1: :_errkb_first')
    fi
    case $name in
    show) operands=('*:entry:_errkb_ids') ;;
    list) operands=('1:entry:_errkb_ids') ;;
    scan) operands=('*:file:_files') ;;
    serve) operands=() ;;
    export) operands=('1:format:(patterndb lognorm)') ;;
    help) operands=('1: :_errkb_first') ;;
    esac
    _arguments -s -S : $operands ${(P)${:-_errkb_$name}}
}

_errkb "$@"
