# Writes FILES (separated by |) as C++ string data; see hebiao_embed.
# Raw string literals hold at most 64 KiB portably, so a file is written in pieces that the compiler joins.
string(REPLACE "|" ";" FILES "${FILES}")
set(body "// Generated from the data files named below; do not edit.\n#include \"extract/embedded.h\"\n\nnamespace hebiao::embedded {\nnamespace {\n\nconstexpr EmbeddedFile kFiles[] = {\n")
foreach(file IN LISTS FILES)
  get_filename_component(base "${file}" NAME)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR bytes "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" escaped "${hex}")
  # A line of 64 bytes each; adjacent literals are joined by the compiler.
  string(REGEX REPLACE "(\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f]\\\\x[0-9a-f][0-9a-f])" "\\1\"\n     \"" escaped "${escaped}")
  string(APPEND body "    {\"${base}\",\n     {\"${escaped}\", ${bytes}}},\n")
endforeach()
string(APPEND body "};\n\n}  // namespace\n\nstd::span<const EmbeddedFile> ${NAME}() { return kFiles; }\n\n}  // namespace hebiao::embedded\n")
file(WRITE "${OUTPUT}" "${body}")
