# cmake --install and the Debian package (cpack in the build folder).

# What Debian wants compressed, without a time in it.
function(hebiao_install_gzipped file destination name)
  install(CODE "
    execute_process(COMMAND gzip -9nc \"${PROJECT_SOURCE_DIR}/${file}\"
                    OUTPUT_FILE \"${PROJECT_BINARY_DIR}/${name}\" COMMAND_ERROR_IS_FATAL ANY)
    file(INSTALL \"${PROJECT_BINARY_DIR}/${name}\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/${destination}\")")
endfunction()
hebiao_install_gzipped(packaging/hebiao.1 ${CMAKE_INSTALL_MANDIR}/man1 hebiao.1.gz)
hebiao_install_gzipped(packaging/hebiao-nightly.1 ${CMAKE_INSTALL_MANDIR}/man1 hebiao-nightly.1.gz)
hebiao_install_gzipped(packaging/changelog ${CMAKE_INSTALL_DOCDIR} changelog.gz)
install(FILES packaging/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME hebiao)
install(FILES packaging/completions/hebiao.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME hebiao)
install(FILES packaging/completions/_hebiao DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES emit/schema/hebiao.document.1.json DESTINATION ${CMAKE_INSTALL_DATADIR}/hebiao/schema)
install(FILES README.md README.zh.md NOTICE packaging/copyright CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(PROGRAMS scripts/nightly DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME hebiao-nightly)
install(FILES packaging/nightly/hebiao-nightly.toml packaging/nightly/hebiao-nightly.cron
        DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
# The units name what is installed beside them, wherever the prefix is in the end.
foreach(unit hebiao-nightly.service hebiao-nightly.timer)
  install(CODE "
    file(READ \"${PROJECT_SOURCE_DIR}/packaging/nightly/${unit}\" text)
    string(REPLACE /usr/ \"\${CMAKE_INSTALL_PREFIX}/\" text \"\${text}\")
    file(WRITE \"${PROJECT_BINARY_DIR}/units/${unit}\" \"\${text}\")
    file(INSTALL \"${PROJECT_BINARY_DIR}/units/${unit}\" DESTINATION \"\${CMAKE_INSTALL_PREFIX}/lib/systemd/system\")")
endforeach()
install(PROGRAMS scripts/slurm/submit scripts/slurm/job.sbatch DESTINATION ${CMAKE_INSTALL_DATADIR}/hebiao/slurm)
install(DIRECTORY docs samples DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hebiao)
set(CPACK_PACKAGE_CONTACT "the authors of hebiao <hebiao@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "audit published performance self-evaluation forms")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "hebiao reads performance self-evaluation forms from PDF and text,\n recomputes every figure with exact arithmetic, and writes workbooks in\n which each discrepancy is marked at its cell, explained, and traced to\n its source.")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# By name: no library pulls it in, and without it Chinese text in fonts that a PDF does not embed vanishes.
set(CPACK_DEBIAN_PACKAGE_DEPENDS poppler-data)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS python3)  # hebiao-nightly
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
include(CPack)
