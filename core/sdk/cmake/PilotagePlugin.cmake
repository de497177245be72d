# pilotage_plugin(NAME
#     SOURCES file.cpp ...
#     SCHEMA file.xsd           # the site's schema; named in PILOTAGE_PLUGIN(...)
#     CROSSWALK file.csv        # installed as NAME.crosswalk.csv
#     [OUTPUT folder]           # default: plugins/ of the build folder
#     [NO_INSTALL])
#
# Builds NAME.so with all it needs beside it, as the target plugin_NAME. Works in Pilotage's own tree and, after
# find_package(Pilotage), in any other.
set(PILOTAGE_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map)

function(pilotage_plugin name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "NO_INSTALL" "SCHEMA;CROSSWALK;OUTPUT" "SOURCES")
    if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
        message(FATAL_ERROR "pilotage_plugin(${name}) needs SOURCES, and takes SCHEMA, CROSSWALK, OUTPUT and NO_INSTALL.")
    endif()
    set(folder ${CMAKE_BINARY_DIR}/plugins)
    if(arg_OUTPUT)
        set(folder ${arg_OUTPUT})
    endif()
    set(target plugin_${name})

    add_library(${target} MODULE ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES
        PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${folder} LINK_DEPENDS ${PILOTAGE_PLUGIN_MAP}
        CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    foreach(library Pilotage::sdk Pilotage::importers pilotage_flags)
        if(TARGET ${library})
            target_link_libraries(${target} PRIVATE ${library})
        endif()
    endforeach()
    target_link_options(${target} PRIVATE -Wl,--version-script=${PILOTAGE_PLUGIN_MAP} -Wl,-z,defs -Wl,-z,nodelete)

    # The data files are copied when they change, not only when the library is linked again.
    set(copies)
    if(arg_SCHEMA)
        cmake_path(ABSOLUTE_PATH arg_SCHEMA)
        cmake_path(GET arg_SCHEMA FILENAME file)
        list(APPEND copies ${folder}/${file})
        add_custom_command(OUTPUT ${folder}/${file} DEPENDS ${arg_SCHEMA}
                           COMMAND ${CMAKE_COMMAND} -E copy ${arg_SCHEMA} ${folder}/${file} VERBATIM)
    endif()
    if(arg_CROSSWALK)
        cmake_path(ABSOLUTE_PATH arg_CROSSWALK)
        list(APPEND copies ${folder}/${name}.crosswalk.csv)
        add_custom_command(OUTPUT ${folder}/${name}.crosswalk.csv DEPENDS ${arg_CROSSWALK}
                           COMMAND ${CMAKE_COMMAND} -E copy ${arg_CROSSWALK} ${folder}/${name}.crosswalk.csv VERBATIM)
    endif()
    if(copies)
        add_custom_target(${target}_data DEPENDS ${copies})
        add_dependencies(${target} ${target}_data)
    endif()
    if(NOT arg_NO_INSTALL)
        include(GNUInstallDirs)
        install(TARGETS ${target} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/pilotage/plugins)
        install(FILES ${copies} DESTINATION ${CMAKE_INSTALL_LIBDIR}/pilotage/plugins)
    endif()
endfunction()
