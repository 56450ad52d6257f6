; The installer for one user, without an administrator. build.py gives VERSION, FOLDER, OUT, LICENCE, ICON and COMPRESSION:
; lzma for a release, off for a check.
Target amd64-unicode
Unicode true
!if "${COMPRESSION}" == "lzma"
  SetCompressor /SOLID lzma
!else if "${COMPRESSION}" == "off"
  SetCompress off
!else
  SetCompressor zlib
!endif
!include MUI2.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Clausewright"
!define CLASSES "Software\Classes"
!define PROGRAM "$INSTDIR\program\Clausewright.exe"
Name "Clausewright"
OutFile "${OUT}"
BrandingText "Clausewright ${VERSION}"
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
InstallDir "$LOCALAPPDATA\Programs\Clausewright"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Clausewright"
VIAddVersionKey FileDescription "Clausewright, installer"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey LegalCopyright "MIT licence"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "${PROGRAM}"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "Arabic"
!include texts.nsh

!macro OFFER_FOR ENDING
  WriteRegStr HKCU "${CLASSES}\Applications\Clausewright.exe\SupportedTypes" "${ENDING}" ""
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithList\Clausewright.exe" "" ""
!macroend

!macro OFFER_NO_MORE_FOR ENDING
  DeleteRegKey HKCU "${CLASSES}\${ENDING}\OpenWithList\Clausewright.exe"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithList"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
!macroend

; Waits for the end of a running program, see launcher.c; without a user it gives up.
!macro REFUSE_WHILE_RUNNING
  again:
  System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "Local\Clausewright") p .R0'
  ${If} $R0 P<> 0
    System::Call 'kernel32::CloseHandle(p R0)'
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 4
    Quit
  ${EndIf}
!macroend

; Ends where the folder cannot be written; what was there before still is.
!macro REFUSE_FOLDER
  SetErrorLevel 5
  MessageBox MB_OK|MB_ICONSTOP "$(RIGHTS)" /SD IDOK
  Abort "$(RIGHTS)"
!macroend

Function .onInit
  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_YESNO|MB_ICONEXCLAMATION "$(NEWER)" /SD IDNO IDYES older
      SetErrorLevel 3
      Quit
      older:
    ${EndIf}
  ${EndIf}
FunctionEnd

; The new version is written beside the old one, which gives way only when all of it is there.
Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\new"
  RMDir "$INSTDIR"
FunctionEnd

Section
  !insertmacro REFUSE_WHILE_RUNNING
  RMDir /r "$INSTDIR\new"
  RMDir /r "$INSTDIR\old"
  ; Of the first file that it cannot write NSIS would ask whether to leave it out.
  ClearErrors
  CreateDirectory "$INSTDIR\new"
  ${If} ${Errors}
    !insertmacro REFUSE_FOLDER
  ${EndIf}
  SetOutPath "$INSTDIR\new"
  File /r "${FOLDER}/*"
  ${If} ${Errors}
  ${OrIfNot} ${FileExists} "$INSTDIR\new\Clausewright.exe"
    !insertmacro REFUSE_FOLDER
  ${EndIf}
  SetOutPath "$INSTDIR"
  ${If} ${FileExists} "$INSTDIR\program\*.*"
    ClearErrors
    Rename "$INSTDIR\program" "$INSTDIR\old"
    ${If} ${Errors}
      !insertmacro REFUSE_FOLDER
    ${EndIf}
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\new" "$INSTDIR\program"
  ${If} ${Errors}
    Rename "$INSTDIR\old" "$INSTDIR\program"
    !insertmacro REFUSE_FOLDER
  ${EndIf}
  RMDir /r "$INSTDIR\old"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Clausewright.lnk" "${PROGRAM}"
  WriteRegStr HKCU "${CLASSES}\.amend" "" "Clausewright.amend"
  WriteRegStr HKCU "${CLASSES}\.amend" "Content Type" "application/vnd.clausewright.amend+zip"
  WriteRegStr HKCU "${CLASSES}\.amend\OpenWithProgids" "Clausewright.amend" ""
  WriteRegStr HKCU "${CLASSES}\Clausewright.amend" "" "$(KIND)"
  WriteRegStr HKCU "${CLASSES}\Clausewright.amend\DefaultIcon" "" "${PROGRAM},0"
  WriteRegStr HKCU "${CLASSES}\Clausewright.amend\shell\open\command" "" '"${PROGRAM}" "%1"'
  ; Word files stay Word's, and so on; Clausewright is offered under "Open with".
  WriteRegStr HKCU "${CLASSES}\Applications\Clausewright.exe\shell\open\command" "" '"${PROGRAM}" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\Clausewright.exe\SupportedTypes" ".amend" ""
  !insertmacro OFFER_FOR ".docx"
  !insertmacro OFFER_FOR ".pdf"
  !insertmacro OFFER_FOR ".doc"
  !insertmacro OFFER_FOR ".odt"
  !insertmacro OFFER_FOR ".rtf"
  !insertmacro OFFER_FOR ".html"
  !insertmacro OFFER_FOR ".htm"
  !insertmacro OFFER_FOR ".mhtml"
  !insertmacro OFFER_FOR ".mht"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "Clausewright"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "${PROGRAM}"
  WriteRegStr HKCU "${ENTRY}" "Publisher" "Clausewright contributors"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  SetOutPath "$TEMP"
  !insertmacro REFUSE_WHILE_RUNNING
  RMDir /r "$INSTDIR\program"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Clausewright.lnk"
  DeleteRegKey HKCU "${CLASSES}\Clausewright.amend"
  DeleteRegKey HKCU "${CLASSES}\Applications\Clausewright.exe"
  !insertmacro OFFER_NO_MORE_FOR ".docx"
  !insertmacro OFFER_NO_MORE_FOR ".pdf"
  !insertmacro OFFER_NO_MORE_FOR ".doc"
  !insertmacro OFFER_NO_MORE_FOR ".odt"
  !insertmacro OFFER_NO_MORE_FOR ".rtf"
  !insertmacro OFFER_NO_MORE_FOR ".html"
  !insertmacro OFFER_NO_MORE_FOR ".htm"
  !insertmacro OFFER_NO_MORE_FOR ".mhtml"
  !insertmacro OFFER_NO_MORE_FOR ".mht"
  DeleteRegValue HKCU "${CLASSES}\.amend\OpenWithProgids" "Clausewright.amend"
  ReadRegStr $0 HKCU "${CLASSES}\.amend" ""
  ${If} $0 == "Clausewright.amend"
    DeleteRegKey HKCU "${CLASSES}\.amend"
  ${EndIf}
  DeleteRegKey HKCU "${ENTRY}"
  ; Pictures of documents, of which nobody is asked.
  RMDir /r "$LOCALAPPDATA\clausewright\Cache"
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(SETTINGS)" /SD IDNO IDNO kept
  Delete "$LOCALAPPDATA\clausewright\*.*"
  RMDir /r "$LOCALAPPDATA\clausewright\conferences"
  RMDir /r "$LOCALAPPDATA\clausewright\windows"
  RMDir "$LOCALAPPDATA\clausewright"
  DeleteRegKey HKCU "Software\Clausewright"
  kept:
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
