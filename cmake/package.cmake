# The Debian package, from a release build: tools/package_test.sh makes and tries it.
if(NOT TARGET karya)
  return()
endif()
install(TARGETS karya RUNTIME DESTINATION bin)
install(FILES deploy/karya.service DESTINATION lib/systemd/system)
install(FILES deploy/karya.sysusers DESTINATION lib/sysusers.d RENAME karya.conf)
install(FILES README.md ARCHITECTURE.md STYLE.md CONTRIBUTING.md CHANGELOG.md CREDITS.md
  deploy/debian/copyright build/ui/licences.txt DESTINATION share/doc/karya)
install(DIRECTORY docs DESTINATION share/doc/karya FILES_MATCHING PATTERN "*.md" PATTERN "*.webp")
install(FILES deploy/nginx.conf deploy/Caddyfile DESTINATION share/doc/karya/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME karya)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Karya maintainers <maintainers@karya.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "sales, ledger and live board of what prisons make")
set(CPACK_PACKAGE_DESCRIPTION "Counter, public shelf, double-entry ledger with dated split rules, \
and a live national board. One program; SQLite inside, PostgreSQL when wanted.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers, fonts-dejavu-core | fonts-liberation")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx | caddy, postgresql-client")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${CMAKE_SOURCE_DIR}/deploy/debian/postinst;${CMAKE_SOURCE_DIR}/deploy/debian/prerm;${CMAKE_SOURCE_DIR}/deploy/debian/postrm")
include(CPack)

add_test(NAME package COMMAND ${CMAKE_SOURCE_DIR}/tools/package_test.sh)
# 77: there is no release build to pack.
set_tests_properties(package PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 300)
