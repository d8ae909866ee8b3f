#[[
tenet_add_policies(NAME POLICY... [ASSERTED] [TESTS FILE...])

An interface library of the headers that `tenet build --to cpp` makes: NAME/x.policy becomes <x.hpp> to whatever links NAME. A
header is made anew when its policy, a file that it uses, or the lock of what it cites changes, and nothing else is.

ASSERTED  the tests of the policies are static assertions, compiled before whatever links NAME: where one fails it does not build
TESTS     policies, or folders of them, whose tests become CTest tests NAME.FILE

The tool is TENET_EXECUTABLE if that is set, else the target tenet::tenet.
]]
function(tenet_add_policies name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "ASSERTED" "" "TESTS")
    set(policies ${arg_UNPARSED_ARGUMENTS})
    if(NOT policies AND NOT arg_TESTS)
        message(FATAL_ERROR "tenet_add_policies(${name}): name the policies")
    endif()
    if(TENET_EXECUTABLE)
        set(tool ${TENET_EXECUTABLE})
    elseif(TARGET tenet::tenet)
        set(tool tenet::tenet)
    else()
        message(FATAL_ERROR "tenet_add_policies: there is no tool here; set TENET_EXECUTABLE to the path of `tenet`")
    endif()

    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${name})
    file(MAKE_DIRECTORY ${folder})
    set(headers "")
    set(assertions "")
    foreach(policy IN LISTS policies)
        cmake_path(ABSOLUTE_PATH policy NORMALIZE)
        cmake_path(GET policy STEM LAST_ONLY stem)
        set(header ${folder}/${stem}.hpp)
        if(header IN_LIST headers)
            message(FATAL_ERROR "tenet_add_policies(${name}): two policies are called ${stem}.policy")
        endif()
        if(NOT EXISTS ${policy})
            message(FATAL_ERROR "tenet_add_policies(${name}): there is no file ${policy}")
        endif()
        add_custom_command(OUTPUT ${header}
            COMMAND ${tool} build ${policy} --to cpp -o ${header} --depfile ${header}.d
            DEPENDS ${tool} ${policy}
            DEPFILE ${header}.d
            COMMENT "Compiling the policy ${stem}"
            VERBATIM)
        list(APPEND headers ${header})
        if(arg_ASSERTED)
            set(assertion ${folder}/${stem}.assert.cpp)
            add_custom_command(OUTPUT ${assertion}
                COMMAND ${tool} build ${policy} --to static_assert -o ${assertion} --depfile ${assertion}.d
                DEPENDS ${tool} ${policy}
                DEPFILE ${assertion}.d
                COMMENT "Asserting the tests of the policy ${stem}"
                VERBATIM)
            list(APPEND assertions ${assertion})
        endif()
    endforeach()

    add_custom_target(${name}_headers DEPENDS ${headers})
    add_library(${name} INTERFACE)
    add_dependencies(${name} ${name}_headers)
    target_include_directories(${name} SYSTEM INTERFACE ${folder})
    target_link_libraries(${name} INTERFACE tenet::runtime)

    if(assertions)
        add_library(${name}_asserted OBJECT ${assertions})
        # Each is a policy of its own, and compilers bound the steps of one constant evaluation.
        set_target_properties(${name}_asserted PROPERTIES UNITY_BUILD OFF)
        target_compile_options(${name}_asserted PRIVATE
            $<$<CXX_COMPILER_ID:Clang,AppleClang>:-fconstexpr-steps=1000000000>
            $<$<CXX_COMPILER_ID:GNU>:-fconstexpr-ops-limit=4000000000>)
        target_link_libraries(${name}_asserted PRIVATE tenet::runtime)
        add_dependencies(${name} ${name}_asserted)
    endif()

    foreach(test IN LISTS arg_TESTS)
        add_test(NAME ${name}.${test} COMMAND ${tool} test ${test} WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    endforeach()
endfunction()
