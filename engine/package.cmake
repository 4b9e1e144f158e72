# SPDX-License-Identifier: MIT
# What an embedder gets: liberrkb.so, liberrkb.a, the header, errkb.pc and the
# CMake package errkb (targets errkb::errkb and errkb::errkb_static).
include(CMakePackageConfigHelpers)

# The same objects as the programs link; only the third-party libraries differ.
set(objects $<TARGET_OBJECTS:errkb_core> $<TARGET_OBJECTS:errkb_lib>)

add_library(errkb_shared SHARED ${objects})
target_link_libraries(errkb_shared PRIVATE ekb::sqlite3_shared ekb::utf8proc_shared m)
# Before 1.0 a minor version may break the interface, so it is part of the name.
set_target_properties(errkb_shared PROPERTIES
  OUTPUT_NAME errkb EXPORT_NAME errkb LINKER_LANGUAGE C
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
if(NOT APPLE AND NOT ERRKB_SANITIZE)
  target_link_options(errkb_shared PRIVATE LINKER:-z,defs)
endif()

add_library(errkb_static STATIC ${objects})
set_target_properties(errkb_static PROPERTIES OUTPUT_NAME errkb LINKER_LANGUAGE C)
target_link_libraries(errkb_static INTERFACE sqlite3 utf8proc m)

foreach(target errkb_shared errkb_static)
  target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endforeach()

install(TARGETS errkb_shared errkb_static EXPORT errkb
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/errkb/errkb.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/errkb)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/errkb)
install(EXPORT errkb NAMESPACE errkb:: FILE errkbConfig.cmake DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/errkbConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/errkbConfigVersion.cmake DESTINATION ${package_dir})

# Written with the paths relative to itself, so that the prefix can be moved.
file(RELATIVE_PATH to_prefix /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(errkb.pc.in ${CMAKE_CURRENT_BINARY_DIR}/errkb.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/errkb.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
