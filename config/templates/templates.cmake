# Compiles the texts of e-mails into common/alert, which may not read files.

foreach(template alert.text alert.html notice.text notice.html digest.text digest.html style)
  set(file ${CMAKE_CURRENT_LIST_DIR}/${template}.mustache)
  string(REPLACE "." "_" variable ${template})
  file(READ ${file} ${variable})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/templates.cpp.in ${CMAKE_BINARY_DIR}/generated/templates.cpp @ONLY)
target_sources(room_common_alert PRIVATE ${CMAKE_BINARY_DIR}/generated/templates.cpp)
