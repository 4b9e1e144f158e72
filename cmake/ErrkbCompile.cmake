# SPDX-License-Identifier: MIT
# How everything of the project is compiled: warnings, hardening, sanitizers,
# coverage. Targets need nothing of their own for it.
include(CheckCCompilerFlag)
include(CheckCSourceCompiles)
include(CheckLinkerFlag)
include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

add_compile_definitions(_POSIX_C_SOURCE=200809L)

add_compile_options(
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes> $<$<COMPILE_LANGUAGE:C>:-Wmissing-prototypes> -Wformat=2 -Wundef -Wwrite-strings -Wcast-qual -Wpointer-arith
  $<$<BOOL:${ERRKB_WERROR}>:-Werror>)

# Adds flags that the compiler at hand knows.
function(errkb_add_flags)
  foreach(flag IN LISTS ARGN)
    string(MAKE_C_IDENTIFIER "ERRKB_HAS${flag}" known)
    check_c_compiler_flag(${flag} ${known})
    if(${known})
      list(APPEND flags ${flag})
    endif()
  endforeach()
  add_compile_options(${flags})
endfunction()

if(ERRKB_SANITIZE)
  add_compile_options(-fsanitize=${ERRKB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ERRKB_SANITIZE})
elseif(ERRKB_COVERAGE)
  # Atomic counters: the compiler reads files in threads.
  add_compile_options(--coverage -fprofile-update=atomic)
  add_link_options(--coverage)
elseif(CMAKE_BUILD_TYPE MATCHES "Rel")
  # Distributions set _FORTIFY_SOURCE themselves; a second, different one is a warning.
  if(NOT CMAKE_C_FLAGS MATCHES "_FORTIFY_SOURCE")
    add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  endif()
  errkb_add_flags(-fstack-protector-strong -fstack-clash-protection -fcf-protection)
  add_compile_options(-ffunction-sections -fdata-sections)
  if(NOT APPLE)
    add_link_options(LINKER:-z,relro LINKER:-z,now LINKER:-z,noexecstack LINKER:--gc-sections LINKER:--as-needed)
  endif()
endif()

if(ERRKB_FUZZ)
  if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "ERRKB_FUZZ needs clang: configure with -DCMAKE_C_COMPILER=clang (preset `fuzz`)")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Links a program without shared libraries, where that is wanted and possible.
function(errkb_link_statically target)
  if(NOT ERRKB_STATIC_DEPS OR ERRKB_SANITIZE OR ERRKB_COVERAGE OR NOT CMAKE_BUILD_TYPE MATCHES "Rel"
     OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" OR NOT ERRKB_sqlite3_STATIC OR NOT ERRKB_utf8proc_STATIC
     OR NOT ERRKB_jansson_STATIC)
    return()
  endif()
  set(CMAKE_REQUIRED_FLAGS -fPIE)
  set(CMAKE_REQUIRED_LINK_OPTIONS -static-pie)
  set(CMAKE_REQUIRED_LIBRARIES m)
  check_c_source_compiles("#include <math.h>
int main(int c, char **v) { return v == 0 ? (int)log((double)c) : 0; }" ERRKB_STATIC_PIE)
  if(ERRKB_STATIC_PIE)
    # Among the libraries, since the last of -pie and -static-pie counts.
    target_link_libraries(${target} PRIVATE -static-pie)
    target_link_options(${target} PRIVATE $<$<C_COMPILER_ID:Clang>:-Wno-unused-command-line-argument>)
    # SQLite can load extensions, which the engine never asks for: no word about dlopen.
    check_linker_flag(C LINKER:--no-warnings ERRKB_LINKER_NO_WARNINGS)
    if(ERRKB_LINKER_NO_WARNINGS)
      target_link_options(${target} PRIVATE LINKER:--no-warnings)
    endif()
  endif()
endfunction()
