# Sources of one module are compiled several at a time, for a compiler reads the same headers and
# makes the same templates for each: four of orders took 26 s apart and 14 together, its six tests 70
# and 22. So a name of a source's own is the module's own: a clash is a compile error (of the readings
# that take a module at once) and is answered by a better name. Those that answer to one port with the
# same names stay apart.
set(KARYA_TOGETHER 16 CACHE STRING "How many sources of a module are compiled as one")
set(KARYA_APART db/.* payments/xendit)

function(karya_together target sources)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${KARYA_TOGETHER})
  string(JOIN "|" apart ${KARYA_APART})
  foreach(source ${sources})
    if(source MATCHES "/src/(${apart})\\.cpp$")
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endforeach()
endfunction()
