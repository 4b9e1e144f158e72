# SPDX-License-Identifier: MIT
# Completion of errkb for fish.

@TABLE@
# Prints the command that the line names, and "lookup" when it names none but
# has a word; nothing as long as either may follow.
function __errkb_command
    set -l words (commandline -opc)
    set -l skip 1
    for word in $words
        if test $skip = 1
            set skip 0
        else if test "$word" = --
            echo lookup
            return
        else if string match -q -- '-?*' $word
            contains -- $word $__errkb_valued; and set skip 1
        else
            contains -- $word $__errkb_commands; and echo $word; or echo lookup
            return
        end
    end
end

function __errkb_wants_command
    set -l command (__errkb_command)
    test -z "$command"
end

# May the option of these commands stand here? As long as no command is named,
# those of lookup may.
function __errkb_in
    set -l command (__errkb_command)
    test -n "$command"; or set command lookup
    contains -- $command $argv
end

function __errkb_languages
    set -l word (commandline -ct | string replace -r '^--lang=' '')
    set -l head (string match -r '^.*,' -- $word)
    test -n "$head"; or set head ''
    printf '%s\n' $head$__errkb_languages
end

# Runs errkb with the indexes that the command line names.
function __errkb_run
    set -l indexes
    set -l words (commandline -opc)
    for i in (seq (count $words))
        switch $words[$i]
            case --index
                set -l next (math $i + 1)
                test $next -le (count $words); and set -a indexes --index (string replace -r '^~/' "$HOME/" -- $words[$next])
            case '--index=*'
                set -a indexes $words[$i]
        end
    end
    errkb $argv $indexes --color never --no-pager 2>/dev/null
end

function __errkb_ids
    __errkb_run list --format text | string replace -rf '^(\S+)\s+(.*)' '$1\t$2'
end

function __errkb_products
    __errkb_run list --products --format json | string match -ra '"product": *"([^"]*)"' | string match -rv '^"'
end

complete -c errkb -f
complete -c errkb -n 'contains show (__errkb_command)' -a '(__errkb_ids)'
complete -c errkb -n 'contains list (__errkb_command)' -a '(__errkb_ids)'
complete -c errkb -n 'contains help (__errkb_command)' -a '$__errkb_commands'
complete -c errkb -n 'contains export (__errkb_command)' -a 'patterndb lognorm'
complete -c errkb -n 'contains scan (__errkb_command)' -F
