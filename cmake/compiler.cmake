# Warnings are errors; the release carries the OpenSSF hardening flags that clang 19 knows
# (docs/operating/hardening.md lists them with the reason for each that is left out).
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "Karya is built by clang 19: ./do build (docs/decisions/0027-one-compiler.md). "
                      "A build folder of another compiler goes first: rm -rf build")
endif()
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()

add_library(karya_options INTERFACE)
target_compile_options(karya_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wold-style-cast -Wformat=2
  -Wimplicit-fallthrough -Wnon-virtual-dtor -Werror -fno-strict-aliasing
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.)
# Where sources are compiled together, a sibling's locals are no globals, and its types in no header.
set(together $<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>)
target_compile_options(karya_options INTERFACE $<$<NOT:${together}>:-Wshadow>)
target_compile_definitions(karya_options INTERFACE BOOST_ASIO_NO_DEPRECATED)
target_include_directories(karya_options INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/gen
                                                   ${CMAKE_SOURCE_DIR}/tests)

# libstdc++ 12's own stable_sort asks for memory in a way it has deprecated.
target_compile_options(karya_options INTERFACE -Wno-error=deprecated-declarations)
add_link_options(-fuse-ld=mold)

if(KARYA_SANITIZE)
  add_compile_options(-fsanitize=${KARYA_SANITIZE} -fno-omit-frame-pointer -O1)
  if(KARYA_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  add_link_options(-fsanitize=${KARYA_SANITIZE})
endif()

# Lines for a debugger cost a third of the compiler's time; sanitizers cannot tell without them.
option(KARYA_LINES "Debug information (lines) in debug builds" OFF)
if(KARYA_LINES OR KARYA_SANITIZE)
  string(REPLACE "-g" "-g1" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")
else()
  string(REPLACE "-g" "" CMAKE_CXX_FLAGS_DEBUG "${CMAKE_CXX_FLAGS_DEBUG}")
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
  string(REPLACE "-DNDEBUG" "" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}")
  add_compile_options(-g1 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS
    -fstack-clash-protection -fstack-protector-strong -fcf-protection=full
    -fno-delete-null-pointer-checks -fno-strict-overflow -ftrivial-auto-var-init=zero
    -fstrict-flex-arrays=3)
  add_link_options(-pie -Wl,-z,nodlopen,-z,noexecstack,-z,relro,-z,now,-z,separate-code
    -Wl,--as-needed -Wl,--no-copy-dt-needed-entries)
endif()
