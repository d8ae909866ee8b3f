# Writes the style and the script of pages as constants of C++: cmake -D STYLE=… -D SCRIPT=… -D REACH=… -D OUT=… -P this.
# Every byte is escaped, and lines stay lines.
set(text "")
foreach(pair IN ITEMS "page_style=${STYLE}" "page_script=${SCRIPT}" "reach_style=${REACH}")
    string(REGEX MATCH "^([a-z_]+)=(.*)$" parts "${pair}")
    set(name ${CMAKE_MATCH_1})
    file(READ ${CMAKE_MATCH_2} bytes HEX)
    string(REGEX REPLACE "(..)" "\\\\x\\1" escaped "${bytes}")
    string(REGEX REPLACE "\\\\x0a" "\\\\n\"\n    \"" escaped "${escaped}")
    string(APPEND text "constexpr std::string_view ${name} =\n    \"${escaped}\";\n")
endforeach()
file(WRITE ${OUT} "${text}")
