# Sources of one module are compiled several at a time, for a compiler reads the same headers and
# makes the same templates for each: four of orders took 26 s apart and 14 together, its six tests 70
# and 22; pages with many types of their own gain little. Those named stay apart because a name of
# their own means something else in a neighbour. A new clash is a compile error, and is answered by a
# better name or, for two engines behind one port, by a line here.
set(KARYA_TOGETHER 8)
set(KARYA_APART
  base/seal catalogue/routes_variant catalogue/stock_test counter/routes_reversal counter/paper
  db/.* device/event_test device/list device/routes_review device/sync exchange/export_sales
  exchange/replay_test identity/routes_account identity/routes_desk ledger/lock_test
  ledger/routes_rules ledger/rules_test ledger/store_verify orders/routes_desk orders/routes_pickup orders/secret
  payments/payments payments/provider payments/routes_buyer payments/routes_fee payments/xendit
  pnbp/payer pnbp/proof pnbp/store_file pnbp/pnbp_test sales/store_days sales/store_proof
  sales/store_shift sales/ways_test sheet/xlsx_test web/openapi web/own_pages web/page web/page_check web/problem web/sse
  web/target)

function(karya_together target sources)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${KARYA_TOGETHER})
  string(JOIN "|" apart ${KARYA_APART})
  foreach(source ${sources})
    if(source MATCHES "/src/(${apart})\\.cpp$")
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  endforeach()
endfunction()
