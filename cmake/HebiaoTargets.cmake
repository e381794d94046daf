# The two kinds of target of this project, with the flags that all of them share.

find_package(PkgConfig REQUIRED)

add_library(hebiao_flags INTERFACE)
target_compile_options(hebiao_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                              -Wno-sign-conversion -Wnon-virtual-dtor)
target_include_directories(hebiao_flags INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
if(HEBIAO_WERROR)
  target_compile_options(hebiao_flags INTERFACE -Werror)
endif()
if(HEBIAO_SANITIZE)
  target_compile_options(hebiao_flags INTERFACE -fsanitize=address,undefined
                                                -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(hebiao_flags INTERFACE -fsanitize=address,undefined)
endif()

# Fuzzers steer by coverage: everything that they link is compiled for it.
if(HEBIAO_FUZZERS)
  target_compile_options(hebiao_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# hebiao_room(NAME SOURCES a.cc… LEFT room… PRIVATE lib… PUBLIC lib…)
# A room is a static library `hebiao_NAME`; LEFT are the rooms it may include.
function(hebiao_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LEFT;PRIVATE;PUBLIC" ${ARGN})
  add_library(hebiao_${name} STATIC ${ROOM_SOURCES})
  foreach(left IN LISTS ROOM_LEFT)
    target_link_libraries(hebiao_${name} PUBLIC hebiao_${left})
  endforeach()
  target_link_libraries(hebiao_${name} PUBLIC hebiao_flags ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
  set_target_properties(hebiao_${name} PROPERTIES UNITY_BUILD ${HEBIAO_UNITY} UNITY_BUILD_BATCH_SIZE 12)
endfunction()

# hebiao_embed(TARGET NAMESPACE FILE…)
# Compiles data files into TARGET. The header `<dir of TARGET>/embedded_<namespace>.h` (generated) declares
#   namespace hebiao::embedded { std::span<const EmbeddedFile> <namespace>(); }
function(hebiao_embed target name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cc)
  set(files)
  foreach(file IN LISTS ARGN)
    list(APPEND files ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  list(JOIN files "|" joined)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} "-DNAME=${name}" "-DOUTPUT=${source}" "-DFILES=${joined}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${source})
  set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# hebiao_test(NAME SOURCES a.cc… LINK lib…): a GoogleTest program, one a room.
function(hebiao_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_LINK} hebiao_flags GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE HEBIAO_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
