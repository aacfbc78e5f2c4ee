# Runs at install time, with CMAKE_INSTALL_PREFIX as it then is and, through file(INSTALL), DESTDIR.
# WATCHWORD_SOURCE, WATCHWORD_SCRATCH and WATCHWORD_VERSION are set by package.cmake.

set(prefix ${CMAKE_INSTALL_PREFIX})
set(share ${prefix}/share)
set(documents ${share}/doc/watchword)

# The program looks in /etc on its own; a copy elsewhere is told where its configuration is.
if(prefix STREQUAL "/usr")
  set(SYSCONFDIR /etc)
  set(CONFIG_OPTION "")
else()
  set(SYSCONFDIR ${prefix}/etc)
  set(CONFIG_OPTION " --config ${SYSCONFDIR}/watchword/watchword.toml")
endif()
set(BINDIR ${prefix}/bin)

# Puts FROM into the folder TO under the name AS; an .in is configured, what ends in .gz is compressed.
function(lay FROM TO AS)
  string(REGEX REPLACE "\\.gz$" "" plain ${WATCHWORD_SCRATCH}/${AS})
  if(FROM MATCHES "\\.in$")
    configure_file(${WATCHWORD_SOURCE}/${FROM} ${plain} @ONLY)
  else()
    configure_file(${WATCHWORD_SOURCE}/${FROM} ${plain} COPYONLY)
  endif()
  if(AS MATCHES "\\.gz$")
    execute_process(COMMAND gzip -9nf ${plain} COMMAND_ERROR_IS_FATAL ANY)
  endif()
  file(INSTALL ${WATCHWORD_SCRATCH}/${AS} DESTINATION ${TO}
    PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endfunction()

lay(systemd/watchword.service.in ${prefix}/lib/systemd/system watchword.service)
lay(systemd/watchword.socket ${prefix}/lib/systemd/system watchword.socket)
lay(systemd/watchword.catalog ${prefix}/lib/systemd/catalog watchword.catalog)

# What its administrator wrote is never replaced.
if(NOT EXISTS $ENV{DESTDIR}${SYSCONFDIR}/watchword/watchword.toml)
  lay(config/watchword.toml ${SYSCONFDIR}/watchword watchword.toml)
endif()
set(credentials ${SYSCONFDIR}/watchword/credentials)
file(MAKE_DIRECTORY $ENV{DESTDIR}${credentials})
file(CHMOD $ENV{DESTDIR}${credentials} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)

lay(systemd/man/watchword.1 ${share}/man/man1 watchword.1.gz)
lay(systemd/man/watchword.toml.5 ${share}/man/man5 watchword.toml.5.gz)
lay(systemd/man/watchword-query.7 ${share}/man/man7 watchword-query.7.gz)

lay(systemd/completions/watchword.bash ${share}/bash-completion/completions watchword)
lay(systemd/completions/watchword.zsh ${share}/zsh/vendor-completions _watchword)
lay(systemd/completions/watchword.fish ${share}/fish/vendor_completions.d watchword.fish)

string(TIMESTAMP DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)
lay(README.md ${documents} README.md)
lay(systemd/package/copyright ${documents} copyright)
lay(CHANGELOG.md ${documents} changelog.gz)
lay(systemd/package/changelog.in ${documents} changelog.Debian.gz)
lay(systemd/package/lintian-overrides ${share}/lintian/overrides watchword)
lay(systemd/examples/private-networks.conf ${documents}/examples private-networks.conf)
lay(systemd/examples/failure-mail@.service ${documents}/examples failure-mail@.service)
