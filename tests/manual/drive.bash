# SPDX-License-Identifier: MIT
# Prints what bash would offer for a command line.
#   drive.bash SCRIPT WORD…      the last word is the one being completed
. "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
COMP_LINE="$*"
COMP_POINT=${#COMP_LINE}
_errkb
printf '%s\n' "${COMPREPLY[@]}"
