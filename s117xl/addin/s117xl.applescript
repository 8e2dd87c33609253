-- Excel on a Mac may start a program only through a script in the user's own folder for it.
-- The program is not waited for: it talks to Excel, which would be waiting too.
on pressButton(buttonId)
	set python to "PYTHON"
	do shell script quoted form of python & " -P -m s117xl.addin " & quoted form of buttonId & " > /dev/null 2>&1 &"
end pressButton
