# SPDX-License-Identifier: MIT
# Third-party libraries as targets `ekb::NAME`: the static archive where one is
# installed and ERRKB_STATIC_DEPS is on (a look-up is a process of two
# milliseconds, and the dynamic linker takes a good part of that), else the
# shared library. `ekb::NAME_shared` is the shared one for what becomes a
# shared library itself: a distribution's archive need not be
# position-independent.
find_package(Threads)

# errkb_dependency(NAME HEADER LIBRARY [PRIVATE_LIBS…]): sets ekb_NAME_FOUND.
function(errkb_dependency name header library)
  find_path(ERRKB_${name}_INCLUDE ${header})
  find_library(ERRKB_${name}_SHARED ${library})
  find_library(ERRKB_${name}_STATIC ${CMAKE_STATIC_LIBRARY_PREFIX}${library}${CMAKE_STATIC_LIBRARY_SUFFIX})
  mark_as_advanced(ERRKB_${name}_INCLUDE ERRKB_${name}_SHARED ERRKB_${name}_STATIC)
  set(shared ${ERRKB_${name}_SHARED})
  if(ERRKB_${name}_STATIC AND (ERRKB_STATIC_DEPS OR NOT shared))
    set(chosen ${ERRKB_${name}_STATIC})
    set(needs ${ARGN})
  else()
    set(chosen ${shared})
    set(needs "")
  endif()
  if(NOT ERRKB_${name}_INCLUDE OR NOT chosen)
    set(ekb_${name}_FOUND FALSE PARENT_SCOPE)
    return()
  endif()
  if(NOT shared)
    set(shared ${chosen})
  endif()
  add_library(ekb::${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(ekb::${name} SYSTEM INTERFACE ${ERRKB_${name}_INCLUDE})
  target_link_libraries(ekb::${name} INTERFACE ${chosen} ${needs})
  add_library(ekb::${name}_shared INTERFACE IMPORTED GLOBAL)
  target_include_directories(ekb::${name}_shared SYSTEM INTERFACE ${ERRKB_${name}_INCLUDE})
  target_link_libraries(ekb::${name}_shared INTERFACE ${shared})
  set(ekb_${name}_FOUND TRUE PARENT_SCOPE)
endfunction()

errkb_dependency(sqlite3 sqlite3.h sqlite3 m ${CMAKE_THREAD_LIBS_INIT} ${CMAKE_DL_LIBS})
errkb_dependency(utf8proc utf8proc.h utf8proc)
errkb_dependency(yaml yaml.h yaml)
errkb_dependency(jansson jansson.h jansson)
errkb_dependency(md4c md4c.h md4c)
errkb_dependency(cmocka cmocka.h cmocka)
# Of errkb-serve, which is left out where they are absent.
errkb_dependency(zlib zlib.h z)
# Shared: the archive would need all of GnuTLS's.
set(keep ${ERRKB_STATIC_DEPS})
set(ERRKB_STATIC_DEPS OFF)
errkb_dependency(microhttpd microhttpd.h microhttpd)
set(ERRKB_STATIC_DEPS ${keep})

set(missing "")
foreach(name sqlite3 utf8proc yaml jansson md4c)
  if(NOT ekb_${name}_FOUND)
    list(APPEND missing ${name})
  endif()
endforeach()
if(missing)
  list(JOIN missing ", " missing)
  message(FATAL_ERROR "missing libraries: ${missing}. `./dev setup` installs them on Debian and "
                      "names the packages for other systems.")
endif()
