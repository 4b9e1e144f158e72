# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Completion of errkb for bash 3.2 and later.

@TABLE@
# Runs errkb with the indexes that the command line names. Words of the command
# line are as typed: quotes and a leading ~ are taken off.
_errkb_run() {
    local indexes=() i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        [[ ${COMP_WORDS[i]} == --index ]] || continue
        word=${COMP_WORDS[i + 1]}
        [[ $word == '=' ]] && word=${COMP_WORDS[i + 2]}
        word=${word#[\"\']}
        word=${word%[\"\']}
        [[ $word == \~/* ]] && word=$HOME/${word#*/}
        indexes+=(--index "$word")
    done
    command errkb "$@" ${indexes[@]+"${indexes[@]}"} --color never --no-pager 2>/dev/null
}

_errkb_ids() { _errkb_run list --format text | sed -n 's/^\([^ ][^ ]*\) .*/\1/p'; }
_errkb_products() { _errkb_run list --products --format json | grep -o '"product": *"[^"]*"' | cut -d'"' -f4; }

# Adds the lines of standard input that begin with $1, quoted. compgen -W would
# run what an index has between $( and ).
_errkb_add() {
    local word quoted
    while IFS= read -r word; do
        [[ $word == "$1"* ]] || continue
        printf -v quoted %q "$word"
        COMPREPLY+=("$2$quoted")
    done
}

_errkb_add_words() {
    local word
    for word in $2; do
        [[ $word == "$1"* ]] && COMPREPLY+=("$3$word")
    done
}

_errkb_add_values() { # KIND WORD
    case $1 in
    :number) ;;
    :file)
        compopt -o filenames 2>/dev/null
        local word
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$2")
        ;;
    :product) _errkb_add "$2" '' < <(_errkb_products) ;;
    :languages)
        if [[ $2 == *,* ]]; then
            _errkb_add_words "${2##*,}" "$_errkb_languages" "${2%,*},"
        else
            _errkb_add_words "$2" "$_errkb_languages" ''
        fi
        ;;
    *) _errkb_add_words "$2" "$1" '' ;;
    esac
}

# Sets `command` and `operands` (how many words came before the cursor).
_errkb_parse() {
    local i word
    command=
    operands=0
    only_text=
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == -- ]]; then
            only_text=1
            return
        elif [[ $word == -?* ]]; then
            [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i += 2)) && continue
            _errkb_values "${command:-lookup}" "$word" >/dev/null && ((i++))
        elif [[ -z $command && $operands == 0 && " $_errkb_commands " == *" $word "* ]]; then
            command=$word
        else
            ((operands++))
        fi
    done
    return 0
}

_errkb() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command operands only_text kind
    COMPREPLY=()
    # readline makes three words of --format=json.
    if [[ $current == '=' ]]; then
        current=
    elif [[ $before == '=' ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    _errkb_parse
    [[ -z $only_text ]] || return 0
    if kind=$(_errkb_values "${command:-lookup}" "$before"); then
        _errkb_add_values "$kind" "$current"
    elif [[ $current == -* ]]; then
        _errkb_add_words "$current" "$(_errkb_options "${command:-lookup}")" ''
    elif [[ -z $command && $operands == 0 ]]; then
        _errkb_add_words "$current" "$_errkb_commands" ''
    else
        case $command in
        show) _errkb_add "$current" '' < <(_errkb_ids) ;;
        list) [[ $operands == 0 ]] && _errkb_add "$current" '' < <(_errkb_ids) ;;
        scan) _errkb_add_values :file "$current" ;;
        export) [[ $operands == 0 ]] && _errkb_add_words "$current" 'patterndb lognorm' '' ;;
        help) [[ $operands == 0 ]] && _errkb_add_words "$current" "$_errkb_commands" '' ;;
        esac
    fi
    return 0
}

complete -F _errkb errkb
