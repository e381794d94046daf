# Completion of hebiao for bash.

_hebiao() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local common='--help --version --lang'
  local commands='convert check extract normalize rules explain merge retry'
  local command='' word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ " $commands " == *" $word "* ]]; then command=$word; break; fi
  done
  COMPREPLY=()

  case $previous in
    --lang) mapfile -t COMPREPLY < <(compgen -W 'zh en' -- "$current"); return ;;
    --log) mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$current"); return ;;
    --fail-on) mapfile -t COMPREPLY < <(compgen -W 'error warning note' -- "$current"); return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current"); return ;;
    --formats) mapfile -t COMPREPLY < <(compgen -W 'xlsx json csv excel-csv html xlsx,json xlsx,html xlsx,json,csv,html' -- "$current"); return ;;
    --format)
      local formats='text json sarif'
      [[ $command == extract ]] && formats='json csv html text'
      mapfile -t COMPREPLY < <(compgen -W "$formats" -- "$current"); return ;;
    -o | --output | --dialects) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    --profile | --accepted | --debug-svg) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --jobs | --shard) return ;;
    --limit)
      compopt -o nospace 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -S = -W 'file_bytes pages glyphs_per_page rulings_per_page cells_per_table text_line_bytes seconds memory_bytes cpu wall output_bytes' -- "$current"); return ;;
    explain)
      [[ $current == -* ]] ||
        mapfile -t COMPREPLY < <(compgen -W "$(hebiao rules 2>/dev/null | sed -n 's/^\([a-z]*\.[a-z-]*\) .*/\1/p')" -- "$current")
      [[ $current == -* ]] || return ;;
  esac

  local options=$common
  case $command in
    '') mapfile -t COMPREPLY < <(compgen -W "$commands $common" -- "$current"); return ;;
    convert)
      options+=' --output --formats --profile --dialects --accepted --jobs --limit --force --shard --log --require-sandbox' ;;
    check) options+=' --format --fail-on --color --profile --dialects --accepted --jobs --limit' ;;
    extract) options+=' --format --debug-svg' ;;
    retry) options+=' --jobs --limit --profile --dialects' ;;
  esac
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
  elif [[ $command != normalize ]]; then
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
  fi
}

complete -o filenames -F _hebiao hebiao
