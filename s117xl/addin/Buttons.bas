Option Explicit

' The buttons of the tab Section 117. A press hands the button's id to s117xl, a program in
' Python, and that is all that is done here: what a button does is decided there.
'
' Which Python is started is read from this add-in's own sheet, else from the user's profile:
' HKEY_CURRENT_USER\Software\s117xl on Windows, the script s117xl.applescript on a Mac. It is
' never read from the workbook that is open or from its folder, so that a workbook which
' somebody sends can start nothing.

Public Sub OnAction(control As IRibbonControl)
    If Not control.ID Like "*[!A-Za-z0-9_]*" Then Press control.ID
End Sub

#If Mac Then

Private Sub Press(ByVal id As String)
    On Error GoTo NotStarted
    AppleScriptTask "s117xl.applescript", "pressButton", id
    Exit Sub
NotStarted:
    TellNotStarted
End Sub

#Else

Private Sub Press(ByVal id As String)
    Dim host As Object, python As String, status As Long
    On Error GoTo NotStarted
    Set host = CreateObject("WScript.Shell")
    python = ThisWorkbook.Worksheets("Settings").Range("B4").Value
    If python = "" Then python = host.RegRead("HKCU\Software\s117xl\Python")
    ' -P: nothing is imported from the folder that Excel happens to be in.
    status = host.Run("""" & python & """ -P -m s117xl.addin " & id, 0, True)
    ' 0 and 2: s117xl itself has said what came of it.
    If status = 0 Or status = 2 Then Exit Sub
NotStarted:
    TellNotStarted
End Sub

#End If

Private Sub TellNotStarted()
    MsgBox "s117xl could not be started from Excel. Your computer may not let Office start a " & _
        "program, or Python is not where it was. Nothing was changed. Open s117xl's own " & _
        "window instead, which has the same buttons, or ask your IT to run: s117xl doctor", _
        vbExclamation, "s117xl"
End Sub
